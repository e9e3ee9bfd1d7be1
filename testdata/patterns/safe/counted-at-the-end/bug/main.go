// What counts each step says that one was done, not that all were.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	squares := make(map[int]int)
	var done atomic.Int64
	go func() {
		for i := 0; i < 10000; i++ {
			squares[i] = i * i // RACE! MG001
			done.Add(1)
		}
	}()
	for done.Load() == 0 {
		time.Sleep(10 * time.Microsecond)
	}
	fmt.Println(len(squares)) // RACE! MG001
}
