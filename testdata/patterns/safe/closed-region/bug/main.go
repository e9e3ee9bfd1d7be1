// The map leaves the function while the goroutines still fill it.
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
			out[name] = sum // RACE! MG003|MG005
			mu.Unlock()
		}()
	}
	return out
}

func main() {
	sums := checksums([]string{"a.go", "bb.go", "ccc.go"})
	sums["total"] = 0             // RACE! MG003|MG005
	for name, sum := range sums { // RACE! MG003|MG005
		fmt.Println(name, sum)
	}
}
