// Package wrapped has a mutex of its own kind.
package main

import "sync"

type Mutex struct{ sync.Mutex }

type Set[K comparable] struct {
	mtx Mutex
	m   map[K]bool
}

func (s *Set[K]) Add(k K) {
	s.mtx.Lock()
	defer s.mtx.Unlock()
	s.m[k] = true
}

func (s *Set[K]) Has(k K) bool { return s.m[k] }

func main() {
	s := &Set[string]{m: map[string]bool{}}
	go s.Add("a")
	go s.Add("b")
	go s.Has("a")
	s.Add("c")
}
