// A worker sets the flag in each round: who sees it after the first one meets
// the others.
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
			squares[i] = i * i // RACE! MG001
			ready.Store(true)
		}
	}()
	for !ready.Load() {
		time.Sleep(time.Microsecond)
	}
	fmt.Println(len(squares)) // RACE! MG001
}
