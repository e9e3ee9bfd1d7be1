// Each turn of the loop fills a fresh order and then publishes it. That the last
// turn published its order says nothing about the order of this turn.
package main

import (
	"fmt"
	"sync"
)

type order struct{ items map[string]int }

type counter struct {
	mu    sync.Mutex
	queue []*order
}

func (c *counter) take() *order {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.queue) == 0 {
		return nil
	}
	o := c.queue[0]
	c.queue = c.queue[1:]
	return o
}

func (c *counter) put(o *order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queue = append(c.queue, o)
}

func main() {
	var c counter
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			o := &order{items: make(map[string]int)}
			o.items[fmt.Sprint("tea", i)] = 1 // NORACE
			o.items["sugar"] = i              // NORACE
			c.put(o)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 2000; i++ {
			if o := c.take(); o != nil {
				o.items["served"] = len(o.items) // NORACE
			}
		}
	}()
	wg.Wait()
}
