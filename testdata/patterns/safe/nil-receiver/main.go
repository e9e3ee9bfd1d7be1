// Whoever waits for a closer waits for all that have it; the methods of the closer
// do nothing where there is none.
package main

import (
	"fmt"
	"sync"
)

type closer struct {
	running sync.WaitGroup
	closed  chan struct{}
}

func newCloser(n int) *closer {
	c := &closer{closed: make(chan struct{})}
	c.running.Add(n)
	return c
}

func (c *closer) done() {
	if c == nil {
		return
	}
	c.running.Done()
}

func (c *closer) closeAndWait() {
	if c == nil {
		return
	}
	close(c.closed)
	c.running.Wait()
}

type suite struct {
	mu   sync.Mutex
	vals map[int]int
}

func (s *suite) set(k int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.vals[k] = k // NORACE
}

func main() {
	s := &suite{vals: make(map[int]int)}
	c := newCloser(2)
	for i := 0; i < 2; i++ {
		go func() {
			defer c.done()
			for {
				select {
				case <-c.closed:
					return
				default:
					s.set(i)
				}
			}
		}()
	}
	c.closeAndWait()
	fmt.Println(s.vals[0]) // NORACE
}
