// The pending map is taken under the lock but not replaced.
package main

import (
	"fmt"
	"sync"
)

type buffer struct {
	mu      sync.Mutex
	pending map[string]int
}

func (b *buffer) add(name string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending[name] += n // RACE! MG005
}

func (b *buffer) flush() (sum int) {
	b.mu.Lock()
	batch := b.pending
	b.mu.Unlock()
	for name, n := range batch { // RACE! MG005
		sum += n
		delete(batch, name) // RACE! MG005
	}
	return sum
}

func main() {
	b := &buffer{pending: make(map[string]int)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			b.add(fmt.Sprint("metric", i%9), 1)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 50; i++ {
			b.flush()
		}
	}()
	wg.Wait()
}
