// A number says how many goroutines are left; each is counted before it starts.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var left atomic.Int64
	var mu sync.Mutex
	squares := make(map[int]int)
	for i := 0; i < 4; i++ {
		left.Add(1)
		go func() {
			defer left.Add(-1)
			mu.Lock()
			squares[i] = i * i // NORACE
			mu.Unlock()
		}()
	}
	for left.Load() > 0 {
		time.Sleep(time.Millisecond)
	}
	fmt.Println(len(squares)) // NORACE
}
