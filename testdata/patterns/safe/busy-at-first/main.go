// A flag is set before the worker starts, which takes it back at its end.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	squares := make(map[int]int)
	var busy atomic.Bool
	busy.Store(true)
	go func() {
		squares[2] = 4 // NORACE
		busy.Store(false)
	}()
	for busy.Load() {
		time.Sleep(time.Microsecond)
	}
	fmt.Println(len(squares)) // NORACE
}
