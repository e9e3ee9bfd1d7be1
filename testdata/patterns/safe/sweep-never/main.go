// Nothing sweeps a cache whose interval is zero.
package main

import (
	"fmt"
	"time"
)

type cache struct {
	items map[string]int
}

func (c *cache) sweep(every time.Duration) {
	for {
		time.Sleep(every)
		for key := range c.items { // NORACE
			delete(c.items, key) // NORACE
		}
	}
}

func newCache(every time.Duration) *cache {
	c := &cache{items: map[string]int{}}
	if every > 0 {
		go c.sweep(every)
	}
	return c
}

func main() {
	c := newCache(0)
	c.items["one"] = 1          // NORACE
	fmt.Println(c.items["one"]) // NORACE
}
