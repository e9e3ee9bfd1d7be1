// A log line prints all that is in an object.
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
	s.users[user]++ // RACE! MG003
}

func main() {
	s := &session{users: make(map[string]int)}
	var done sync.WaitGroup
	done.Add(1)
	go func() {
		defer done.Done()
		s.add("ann")
	}()
	fmt.Printf("%d: session %+v of %T\n", 1, s, s) // RACE! MG003
	done.Wait()
}
