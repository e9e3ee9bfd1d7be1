// Package sessions counts in the server, under the server's lock, what its
// sessions do.
package sessions

import "sync"

type Server struct {
	mu   sync.Mutex
	hits map[string]int
}

type Session struct {
	mu     sync.Mutex
	server *Server
	seen   map[string]bool
}

func NewServer() *Server { return &Server{hits: make(map[string]int)} }

func (s *Server) Open() *Session {
	return &Session{server: s, seen: make(map[string]bool)}
}

func (x *Session) Hit(path string) {
	x.mu.Lock()
	x.seen[path] = true // NORACE
	x.mu.Unlock()
	x.server.mu.Lock()
	x.server.hits[path]++ // NORACE
	x.server.mu.Unlock()
}
