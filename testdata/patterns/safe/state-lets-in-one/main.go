// Of all who call serve one finds the server idle: the test and the change of
// its state are in one section of the lock. Those who come too late leave.
package main

import "sync"

type state uint8

const (
	idle state = iota
	serving
	paused
	stopped
)

type server struct {
	mu    sync.Mutex
	state state
	seen  map[string]int
}

func (s *server) serve(names []string) {
	s.mu.Lock()
	if s.state == serving || s.state == paused {
		s.mu.Unlock()
		return
	}
	s.state = serving
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.state = stopped
		s.mu.Unlock()
	}()
	for _, name := range names {
		s.pause()
		s.seen[name]++ // NORACE
	}
}

// pause is the server's own: nobody else gets in meanwhile.
func (s *server) pause() {
	s.mu.Lock()
	s.state = paused
	s.mu.Unlock()
	s.mu.Lock()
	s.state = serving
	s.mu.Unlock()
}

// expect prepares a server that does not run yet, and never has.
func (s *server) expect(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state == idle {
		s.seen[name] = 0 // NORACE
	}
}

func main() {
	s := &server{seen: map[string]int{}}
	go s.expect("a")
	go s.serve([]string{"a"})
	s.serve([]string{"b"})
}
