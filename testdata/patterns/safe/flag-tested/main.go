// A worker fills a map and says so. The reader goes on where it has found the
// flag set, and does something else where it has not.
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
	time.Sleep(time.Millisecond)
	if ready.Load() {
		fmt.Println(len(squares)) // NORACE
	} else {
		fmt.Println("not yet")
	}
}
