// The interval is positive: the cache is swept while it is used.
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
		for key := range c.items { // RACE! MG001
			delete(c.items, key) // RACE! MG001
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
	c := newCache(time.Millisecond)
	c.items["one"] = 1          // RACE! MG001
	fmt.Println(c.items["one"]) // RACE! MG001
}
