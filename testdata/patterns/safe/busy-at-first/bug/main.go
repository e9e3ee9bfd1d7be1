// The worker sets the flag itself: the reader may look before it does.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	squares := make(map[int]int)
	var busy atomic.Bool
	go func() {
		busy.Store(true)
		squares[2] = 4 // RACE! MG001
		busy.Store(false)
	}()
	for busy.Load() {
		time.Sleep(time.Microsecond)
	}
	fmt.Println(len(squares)) // RACE! MG001
	time.Sleep(time.Millisecond)
}
