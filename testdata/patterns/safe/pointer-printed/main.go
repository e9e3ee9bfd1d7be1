// A log line prints where an object is, not what is in it.
package main

import (
	"fmt"
	"sync"
)

type session struct {
	mu    sync.Mutex
	users map[string]int
}

func (s *session) add(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[user]++ // NORACE
}

func main() {
	s := &session{users: make(map[string]int)}
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		s.add("ann")
	}()
	fmt.Printf("%d: session %p of %T\n", 1, s, s) // NORACE
	done.Wait()
}
