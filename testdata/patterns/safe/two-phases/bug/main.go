// The readers start before the writers are waited for.
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
			index[fmt.Sprint("doc", i)] = i // RACE! MG003
		})
	}
	for i := 0; i < 3; i++ {
		readers.Go(func() {
			_ = index[fmt.Sprint("doc", i)] // RACE! MG003
		})
	}
	writers.Wait()
	readers.Wait()
}
