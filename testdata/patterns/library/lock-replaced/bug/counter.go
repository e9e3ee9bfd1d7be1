// A counter is given another lock while somebody may hold the old one.
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
	c.mu = new(sync.Mutex)
}

func (c *Counter) Hit(page string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits[page]++ // RACE! MG001
}
