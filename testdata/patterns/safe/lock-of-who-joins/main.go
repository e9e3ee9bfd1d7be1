// Goroutines that a function starts and waits for while it holds a lock work
// under that lock, as nobody else can have it before they are over.
package main

import (
	"fmt"
	"sync"
)

type report struct {
	mu          sync.Mutex
	rows, total map[string]int
}

func (r *report) build(source string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		r.rows[source]++ // NORACE
	}()
	done := make(chan struct{})
	go func() {
		r.total[source]++ // NORACE
		close(done)
	}()
	<-done
	wg.Wait()
}

func (r *report) size() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.rows) + len(r.total) // NORACE
}

func main() {
	r := &report{rows: make(map[string]int), total: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 500; n++ {
				r.build(fmt.Sprint("S", n%3))
				r.size()
			}
		}()
	}
	wg.Wait()
}
