// Each goroutine locks, but not the same mutex.
package main

import "sync"

func main() {
	words := map[string]int{}
	var readers, writers sync.Mutex
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		writers.Lock()
		words["one"] = 1 // RACE! MG001|MG004
		writers.Unlock()
	}()
	go func() {
		defer wg.Done()
		readers.Lock()
		_ = words["one"] // RACE! MG001|MG004
		readers.Unlock()
	}()
	wg.Wait()
}
