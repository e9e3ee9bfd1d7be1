// The reader looks at the flag and goes on whatever it is, or where it is not
// set.
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
		}
		ready.Store(true)
	}()
	fmt.Println("ready:", ready.Load())
	fmt.Println(len(squares)) // RACE! MG001
	if !ready.Load() {
		fmt.Println(squares[1]) // RACE! MG001
	}
	time.Sleep(time.Millisecond)
}
