// An expired token is removed under the write lock.
package main

import (
	"fmt"
	"sync"
)

type tokenCache struct {
	mu     sync.RWMutex
	expiry map[string]int
}

func (c *tokenCache) Put(token string, until int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.expiry[token] = until // NORACE
}

func (c *tokenCache) Valid(token string, now int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	until, ok := c.expiry[token] // NORACE
	if ok && until < now {
		delete(c.expiry, token) // NORACE
		return false
	}
	return ok
}

func main() {
	c := &tokenCache{expiry: make(map[string]int)}
	for i := 0; i < 100; i++ {
		c.Put(fmt.Sprint("t", i), i)
	}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 100; n++ {
				c.Valid(fmt.Sprint("t", n), 50+i)
			}
		}()
	}
	wg.Wait()
}
