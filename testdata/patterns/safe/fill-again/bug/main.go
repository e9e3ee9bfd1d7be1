// What the two threads store has a state: who keeps the first one counts in
// what nobody sees.
package main

import (
	"sync"
	"sync/atomic"
)

type counters struct {
	mu     sync.RWMutex
	byName map[string]*atomic.Int64
}

func (c *counters) of(name string) *atomic.Int64 {
	c.mu.RLock()
	n, ok := c.byName[name] // RACE! MG006
	c.mu.RUnlock()
	if !ok {
		n = new(atomic.Int64)
		c.mu.Lock()
		c.byName[name] = n // RACE! MG006
		c.mu.Unlock()
	}
	return n
}

func main() {
	c := &counters{byName: map[string]*atomic.Int64{}}
	var all sync.WaitGroup
	for range 2 {
		all.Add(1)
		go func() {
			defer all.Done()
			c.of("ada").Add(1)
		}()
	}
	all.Wait()
	println(c.of("ada").Load())
}
