// The lock is given back before the second goroutine is waited for, and the
// first one goes on when it has said that it is over.
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
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		wg.Done()
		r.rows[source]++ // RACE! MG001|MG003
	}()
	done := make(chan struct{})
	go func() {
		r.total[source]++ // RACE! MG001|MG003
		close(done)
	}()
	wg.Wait()
	r.mu.Unlock()
	<-done
}

func (r *report) size() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.rows) + len(r.total) // RACE! MG003
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
