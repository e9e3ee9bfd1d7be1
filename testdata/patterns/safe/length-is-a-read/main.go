// len reads the map and is under the lock.
package main

import (
	"fmt"
	"sync"
)

type clients struct {
	mu  sync.RWMutex
	all map[string]bool
}

func (c *clients) login(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all[name] = true // NORACE
}

func (c *clients) size() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.all) // NORACE
}

func main() {
	c := &clients{all: make(map[string]bool)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				c.login(fmt.Sprint(i, "-", n))
				c.size()
			}
		}()
	}
	wg.Wait()
}
