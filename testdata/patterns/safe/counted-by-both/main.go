// Two workers fill a map each and count themselves. The reader waits until both
// are counted.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	squares, cubes := make(map[int]int), make(map[int]int)
	var done atomic.Int64
	go func() {
		squares[2] = 4 // NORACE
		done.Add(1)
	}()
	go func() {
		cubes[2] = 8 // NORACE
		done.Add(1)
	}()
	for done.Load() < 2 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(len(squares)) // NORACE
	fmt.Println(len(cubes))   // NORACE
}
