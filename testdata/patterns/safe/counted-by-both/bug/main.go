// The reader waits until one of both is counted.
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
		squares[2] = 4 // RACE! MG001
		done.Add(1)
	}()
	go func() {
		cubes[2] = 8 // RACE! MG001
		done.Add(1)
	}()
	for done.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(len(squares)) // RACE! MG001
	fmt.Println(len(cubes))   // RACE! MG001
}
