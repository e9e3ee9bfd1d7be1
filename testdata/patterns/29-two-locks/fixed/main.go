// Both goroutines lock the mutex of the map.
package main

import "sync"

func main() {
	words := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		mu.Lock()
		words["one"] = 1 // NORACE
		mu.Unlock()
	}()
	go func() {
		defer wg.Done()
		mu.Lock()
		_ = words["one"] // NORACE
		mu.Unlock()
	}()
	wg.Wait()
}
