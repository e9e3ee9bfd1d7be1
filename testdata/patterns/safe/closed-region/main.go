// Goroutines fill a local map under a local lock, and Wait comes before the map
// leaves the function: for the caller it is a map like any other.
package main

import (
	"fmt"
	"sync"
)

func checksum(name string) int { return len(name) * 31 }

func checksums(names []string) map[string]int {
	var (
		wg  sync.WaitGroup
		mu  sync.Mutex
		out = make(map[string]int)
	)
	for _, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum := checksum(name)
			mu.Lock()
			out[name] = sum // NORACE
			mu.Unlock()
		}()
	}
	wg.Wait()
	return out
}

func main() {
	sums := checksums([]string{"a.go", "bb.go", "ccc.go"})
	sums["total"] = 0             // NORACE
	for name, sum := range sums { // NORACE
		fmt.Println(name, sum)
	}
}
