// Package expiring keeps values until they are too old. Its keys hash
// themselves: the constraint asks for a method which no type of the package has.
// Get drops what is too old while it holds the read lock only.
package expiring

import (
	"sync"
	"time"
)

// Key is what values are found by.
type Key interface {
	comparable
	Hash() uint64
}

type entry[K Key, V any] struct {
	key   K
	value V
	until time.Time
}

// Cache holds values for a time.
type Cache[K Key, V any] struct {
	mu      sync.RWMutex
	entries map[uint64]entry[K, V]
	keep    time.Duration
}

// New returns an empty cache.
func New[V any, K Key](keep time.Duration) *Cache[K, V] {
	return &Cache[K, V]{entries: map[uint64]entry[K, V]{}, keep: keep}
}

// Put stores a value.
func (c *Cache[K, V]) Put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[k.Hash()] = entry[K, V]{k, v, time.Now().Add(c.keep)} // NORACE
}

// Get returns a value that is not too old.
func (c *Cache[K, V]) Get(k K) (v V, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.entries[k.Hash()] // RACE! MG002
	if !ok || e.key != k {
		return v, false
	}
	if time.Now().After(e.until) {
		delete(c.entries, k.Hash()) // RACE! MG002
		return v, false
	}
	return e.value, true
}
