// The functions of package maps and the clear builtin are called under the lock.
package main

import (
	"maps"
	"slices"
	"strconv"
	"sync"
)

type table struct {
	mu   sync.RWMutex
	rows map[string]int
}

func (t *table) merge(other map[string]int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.Copy(t.rows, other) // NORACE
}

func (t *table) prune(below int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.rows, func(_ string, n int) bool { return n < below }) // NORACE
}

func (t *table) names() []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Sorted(maps.Keys(t.rows)) // NORACE
}

func (t *table) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.rows) // NORACE
}

func main() {
	t := &table{rows: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 25; n++ {
				switch (i + n) % 4 {
				case 0:
					t.merge(map[string]int{strconv.Itoa(n): n})
				case 1:
					t.prune(n)
				case 2:
					t.names()
				case 3:
					t.reset()
				}
			}
		}()
	}
	wg.Wait()
}
