// A map is filled between two states, and read in the second one.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

const (
	idle = iota
	starting
	running
)

func main() {
	var state atomic.Int32
	squares := make(map[int]int)
	go func() {
		state.Store(starting)
		squares[2] = 4 // NORACE
		state.Store(running)
	}()
	time.Sleep(time.Millisecond)
	switch state.Load() {
	case idle, starting:
		fmt.Println("not yet")
	case running:
		fmt.Println(len(squares)) // NORACE
	}
}
