// The check is under the read lock, the insert under the write lock, and in
// between another caller may have inserted: two callers get two sessions.
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
	found, ok := s.byUser[user] // RACE! MG006
	s.mu.RUnlock()
	if ok {
		return found
	}
	created := &session{user: user}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.byUser[user] = created // RACE! MG006
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
