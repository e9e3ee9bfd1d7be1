// Connection objects are made, used and dropped by the accepting goroutine; no
// caller of the exported methods of Server can have one of them.
package main

import (
	"fmt"
	"sync"
)

type conn struct{ headers map[string]string }

// Server accepts connections.
type Server struct {
	mu    sync.Mutex
	count int
}

// Serve handles n connections one after another.
func (s *Server) Serve(n int) {
	for i := 0; i < n; i++ {
		c := &conn{headers: make(map[string]string)}
		s.mu.Lock()
		s.count++
		s.mu.Unlock()
		c.handle(i)
	}
}

func (c *conn) handle(i int) {
	c.headers["id"] = fmt.Sprint(i) // NORACE
	clear(c.headers)                // NORACE
}

// Drop forgets all headers of all connections.
func (s *Server) Drop() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

func main() {
	s := &Server{}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		s.Serve(200)
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			s.Drop()
		}
	}()
	wg.Wait()
}
