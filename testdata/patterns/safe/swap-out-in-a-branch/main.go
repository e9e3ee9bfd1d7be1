// On an error the pending calls are taken out under the lock, else nothing is:
// what is told of the error belongs to whoever took it.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type conn struct {
	mu     sync.Mutex
	closed bool
	calls  map[int]chan error
}

func (c *conn) add(id int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.calls[id] = make(chan error, 1) // NORACE
	return true
}

func (c *conn) close(err error) {
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return
	}
	c.closed = true
	var pending map[int]chan error
	if err != nil {
		pending = c.calls
		c.calls = nil
	}
	c.mu.Unlock()
	for _, answer := range pending { // NORACE
		answer <- err
	}
}

func main() {
	c := &conn{calls: make(map[int]chan error)}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for id := 0; id < 100 && c.add(id); id++ {
		}
	}()
	c.close(errors.New("gone"))
	wg.Wait()
	fmt.Println(len(c.calls))
}
