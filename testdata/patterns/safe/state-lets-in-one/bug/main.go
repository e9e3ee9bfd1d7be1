// The state is tested in one section and changed in another one: two callers
// can both find the server idle.
package main

import "sync"

type server struct {
	mu      sync.Mutex
	serving bool
	seen    map[string]int
}

func (s *server) serve(names []string) {
	s.mu.Lock()
	serving := s.serving
	s.mu.Unlock()
	if serving {
		return
	}
	s.mu.Lock()
	s.serving = true
	s.mu.Unlock()
	for _, name := range names {
		s.seen[name]++ // RACE! MG001
	}
}

func main() {
	s := &server{seen: map[string]int{}}
	go s.serve([]string{"a"})
	s.serve([]string{"b"})
}
