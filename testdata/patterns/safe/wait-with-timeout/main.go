// A helper waits for a group, but not for ever, and says whether it has: who
// goes on only if it has comes after the goroutines.
package main

import (
	"fmt"
	"sync"
	"time"
)

func wait(wg *sync.WaitGroup, limit time.Duration) bool {
	done := make(chan struct{})
	go func() {
		wg.Wait()
		close(done)
	}()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

func main() {
	squares := make(map[int]int)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			squares[i] = i * i // NORACE
		}()
	}
	if !wait(&wg, time.Minute) {
		return
	}
	fmt.Println(len(squares)) // NORACE
}
