// Here are helpers that run under the lock of their callers, but for one caller each.
package main

import (
	"maps"
	"sync"
)

// Members knows who is there.
type Members struct {
	mu     sync.RWMutex
	known  map[string]int
	recent map[string]int
}

// Join is the usual way.
func (s *Members) Join(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[name] = 1
	s.recent[name] = 1
	if len(name) == 0 {
		s.erase(name)
	}
}

func (s *Members) erase(name string) { delete(s.known, name) }

// Reap forgets to lock: erase must not do it.
func (s *Members) Reap(names []string) {
	for _, name := range names {
		s.erase(name)
	}
}

// Recent copies without the lock, in the library.
func (s *Members) Recent() map[string]int { return maps.Clone(s.recent) }

// Each calls back what may need the lock.
func (s *Members) Each(f func(string)) {
	for name := range s.recent {
		f(name)
	}
}

// Touch writes under the read lock, which it takes for a helper.
func (s *Members) Touch(name string) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.touch(name)
}

func (s *Members) touch(name string) { s.known[name]++ }

func main() {
	s := &Members{known: map[string]int{}, recent: map[string]int{}}
	go s.Join("a")
	go s.Reap([]string{"a"})
	go s.Touch("a")
	go s.Touch("b")
	go s.Each(func(name string) { s.Join(name) })
	s.Join("b")
	println(len(s.Recent()))
}
