// The insert checks again under the write lock.
package main

import (
	"fmt"
	"sync"
)

type session struct{ user string }

type sessions struct {
	mu     sync.RWMutex
	byUser map[string]*session
}

func (s *sessions) Get(user string) *session {
	s.mu.RLock()
	found, ok := s.byUser[user] // NORACE
	s.mu.RUnlock()
	if ok {
		return found
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if again, ok := s.byUser[user]; ok { // NORACE
		return again
	}
	created := &session{user: user}
	s.byUser[user] = created // NORACE
	return created
}

func main() {
	s := &sessions{byUser: make(map[string]*session)}
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Get(fmt.Sprint("user-", i%2))
		}()
	}
	wg.Wait()
}
