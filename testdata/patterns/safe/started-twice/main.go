// A server that is stopped cannot be started again: the second Start returns
// before it would start another goroutine.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type server struct {
	mu      sync.Mutex
	started bool
	tasks   chan string
	seen    map[string]int
	done    sync.WaitGroup
}

func (s *server) start() error {
	s.mu.Lock()
	if s.started {
		s.mu.Unlock()
		return errors.New("was started before")
	}
	s.started = true
	s.mu.Unlock()
	s.done.Add(1)
	go func() {
		defer s.done.Done()
		for task := range s.tasks {
			s.seen[task]++ // NORACE
		}
	}()
	return nil
}

func main() {
	s := &server{tasks: make(chan string, 8), seen: make(map[string]int)}
	fmt.Println(s.start())
	s.tasks <- "one"
	fmt.Println(s.start())
	close(s.tasks)
	s.done.Wait()
}
