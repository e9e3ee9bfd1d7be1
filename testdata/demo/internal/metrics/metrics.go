// Package metrics counts what happens in the server.
package metrics

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Set is a set of counters. The names are fixed when it is made, so the map is
// read only; what changes are the atomics that it points to.
type Set struct {
	counters map[string]*atomic.Int64

	mu     sync.Mutex
	status map[int]int64 // answers by status code, known only as they come
}

// New returns counters with the given names.
func New(names ...string) *Set {
	s := &Set{counters: make(map[string]*atomic.Int64), status: make(map[int]int64)}
	for _, name := range names {
		s.counters[name] = new(atomic.Int64) // NORACE
	}
	return s
}

// Inc adds one to a counter. Unknown names are not counted.
func (s *Set) Inc(name string) {
	if c, ok := s.counters[name]; ok { // NORACE
		c.Add(1)
	}
}

// Get returns a counter.
func (s *Set) Get(name string) int64 {
	if c, ok := s.counters[name]; ok { // NORACE
		return c.Load()
	}
	return 0
}

// Answered counts an answer by its status code.
func (s *Set) Answered(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status[status]++ // NORACE
}

// statuses returns a copy of the answers by status code.
func (s *Set) statuses() map[int]int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.status) // NORACE
}

// WriteTo prints all counters, sorted by name.
func (s *Set) WriteTo(w io.Writer) (written int64, err error) {
	for _, name := range slices.Sorted(maps.Keys(s.counters)) { // NORACE
		n, err := fmt.Fprintf(w, "%s %d\n", name, s.Get(name))
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
	status := s.statuses()
	for _, code := range slices.Sorted(maps.Keys(status)) { // NORACE
		n, err := fmt.Fprintf(w, "status_%d %d\n", code, status[code]) // NORACE
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}
