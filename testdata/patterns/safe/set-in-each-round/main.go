// A worker sets the flag when all rounds are over.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	squares := make(map[int]int)
	var ready atomic.Bool
	go func() {
		for i := 0; i < 1000; i++ {
			squares[i] = i * i // NORACE
		}
		ready.Store(true)
	}()
	for !ready.Load() {
		time.Sleep(time.Microsecond)
	}
	fmt.Println(len(squares)) // NORACE
}
