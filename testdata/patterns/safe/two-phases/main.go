// All writers are waited for before the first reader starts.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var (
		mu    sync.Mutex
		index = make(map[string]int)
	)
	var writers, readers sync.WaitGroup
	for i := 0; i < 3; i++ {
		writers.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			index[fmt.Sprint("doc", i)] = i // NORACE
		})
	}
	writers.Wait()
	for i := 0; i < 3; i++ {
		readers.Go(func() {
			_ = index[fmt.Sprint("doc", i)] // NORACE
		})
	}
	readers.Wait()
}
