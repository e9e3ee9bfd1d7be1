// The lock of a counter is the one that it was made with.
package counter

import "sync"

type Counter struct {
	mu   *sync.Mutex
	hits map[string]int
}

func New() *Counter {
	return &Counter{mu: new(sync.Mutex), hits: make(map[string]int)}
}

func (c *Counter) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits = make(map[string]int)
}

func (c *Counter) Hit(page string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits[page]++ // NORACE
}
