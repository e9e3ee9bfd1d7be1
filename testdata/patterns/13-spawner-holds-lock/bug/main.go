// Build holds the lock, but the goroutines which write do not.
package main

import (
	"fmt"
	"strings"
	"sync"
)

type report struct {
	mu   sync.Mutex
	rows map[string]int
}

func fetch(source string) int { return strings.Count(source, "a") }

func (r *report) Build(sources []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var wg sync.WaitGroup
	for _, source := range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n := fetch(source)
			r.rows[source] = n // RACE! MG001
		}()
	}
	wg.Wait()
	for source, n := range r.rows { // NORACE
		fmt.Println(source, n)
	}
}

func main() {
	r := &report{rows: make(map[string]int)}
	r.Build([]string{"sales", "returns", "leads", "margin", "churn"})
}
