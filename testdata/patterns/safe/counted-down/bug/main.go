// A goroutine counts itself, which may be after somebody looks at the number.
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var left atomic.Int64
	squares := make(map[int]int)
	go func() {
		left.Add(1)
		defer left.Add(-1)
		squares[2] = 4 // RACE! MG001
	}()
	for left.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(len(squares)) // RACE! MG001
}
