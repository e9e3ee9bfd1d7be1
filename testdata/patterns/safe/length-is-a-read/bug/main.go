// len reads the map; it is not under the lock.
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
	c.all[name] = true // RACE! MG003
}

func (c *clients) size() int {
	return len(c.all) // RACE! MG003
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
