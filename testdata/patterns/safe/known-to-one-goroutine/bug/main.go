// The connection is listed in the server, where Drop finds it.
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
	conns []*conn
}

// Serve handles n connections one after another.
func (s *Server) Serve(n int) {
	for i := 0; i < n; i++ {
		c := &conn{headers: make(map[string]string)}
		s.mu.Lock()
		s.count++
		s.conns = append(s.conns, c)
		s.mu.Unlock()
		c.handle(i)
	}
}

func (c *conn) handle(i int) {
	c.headers["id"] = fmt.Sprint(i) // RACE! MG001|MG003
	clear(c.headers)                // RACE! MG001|MG003
}

// Drop forgets all headers of all connections.
func (s *Server) Drop() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		clear(c.headers) // RACE! MG001|MG003
	}
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
