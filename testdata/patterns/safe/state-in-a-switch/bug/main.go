// The map is read in the state in which it is filled.
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
		squares[2] = 4 // RACE! MG001
		state.Store(running)
	}()
	time.Sleep(time.Millisecond)
	switch state.Load() {
	case idle, starting:
		fmt.Println(len(squares)) // RACE! MG001
	case running:
		fmt.Println("runs")
	}
}
