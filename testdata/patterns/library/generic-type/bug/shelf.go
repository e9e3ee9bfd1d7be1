// Package shelf keeps things of any type by their keys. Nothing in it says which
// types these are; its mutex says that it is meant for concurrent callers. Len
// forgets it.
package shelf

import (
	"cmp"
	"slices"
	"sync"
)

// Shelf holds a value for each key.
type Shelf[K cmp.Ordered, V any] struct {
	mu     sync.Mutex
	things map[K]V
}

// New returns an empty shelf.
func New[K cmp.Ordered, V any]() *Shelf[K, V] {
	return &Shelf[K, V]{things: make(map[K]V)}
}

// FromMap returns a shelf with the things of a map.
func FromMap[M ~map[K]V, K cmp.Ordered, V any](from M) *Shelf[K, V] {
	s := New[K, V]()
	for k, v := range from { // NORACE
		s.things[k] = v // NORACE
	}
	return s
}

// Put stores a value.
func (s *Shelf[K, V]) Put(k K, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.things[k] = v // RACE! MG003
}

// Take returns the value of a key, and removes it.
func (s *Shelf[K, V]) Take(k K) (v V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok = s.things[k] // NORACE
	delete(s.things, k) // RACE! MG003
	return v, ok
}

// Keys returns the keys in order.
func (s *Shelf[K, V]) Keys() []K {
	s.mu.Lock()
	defer s.mu.Unlock()
	var keys []K
	for k := range s.things { // NORACE
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Len returns the number of values.
func (s *Shelf[K, V]) Len() int { return len(s.things) } // RACE! MG003
