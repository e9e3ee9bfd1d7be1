// The pending map is swapped for a fresh one under the lock; the old one then
// belongs to the flusher alone.
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
	b.pending[name] += n // NORACE
}

func (b *buffer) flush() (sum int) {
	b.mu.Lock()
	batch := b.pending
	b.pending = make(map[string]int)
	b.mu.Unlock()
	for name, n := range batch { // NORACE
		sum += n
		delete(batch, name) // NORACE
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
