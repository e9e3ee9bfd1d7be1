// A helper gives the caller's lock back while it waits, and touches the map before
// it has the lock again.
package main

import (
	"fmt"
	"sync"
	"time"
)

type consumer struct {
	mu      sync.Mutex
	pending map[int]string
}

func (c *consumer) waitLocked(busy bool) {
	if busy {
		c.mu.Unlock()
		time.Sleep(time.Millisecond)
		c.pending[0] = "waits" // RACE! MG003
		c.mu.Lock()
	}
}

func (c *consumer) deliver(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waitLocked(id%2 == 0)
	c.pending[id] = fmt.Sprint("message ", id) // NORACE
}

func (c *consumer) ack(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.pending, id) // RACE! MG003
}

func main() {
	c := &consumer{pending: make(map[int]string)}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for id := 0; id < 50; id++ {
			c.ack(id)
		}
	}()
	for id := 0; id < 50; id++ {
		c.deliver(id)
	}
	wg.Wait()
}
