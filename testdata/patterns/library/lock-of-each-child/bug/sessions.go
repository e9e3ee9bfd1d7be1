// Package sessions counts in the server what its sessions do, each under a lock
// of its own.
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
	x.seen[path] = true   // NORACE
	x.server.hits[path]++ // RACE! MG004
	x.mu.Unlock()
}
