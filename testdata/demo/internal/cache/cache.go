// Package cache keeps values for a short time.
package cache

import (
	"sync"
	"time"
)

type entry[V any] struct {
	value   V
	expires time.Time
}

// Cache is a map whose entries expire; it is safe for concurrent use.
type Cache[K comparable, V any] struct {
	size int
	ttl  time.Duration
	now  func() time.Time

	mu      sync.RWMutex
	entries map[K]entry[V]
}

// New returns a cache for at most size entries, each of which lives for ttl.
func New[K comparable, V any](size int, ttl time.Duration) *Cache[K, V] {
	return &Cache[K, V]{
		size:    max(size, 1),
		ttl:     ttl,
		now:     time.Now,
		entries: make(map[K]entry[V]),
	}
}

// Get returns the value of a key and whether there is one.
func (c *Cache[K, V]) Get(key K) (value V, ok bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, ok := c.entries[key] // NORACE
	if !ok || c.now().After(e.expires) {
		return value, false
	}
	return e.value, true
}

// Fill returns the value of a key and makes it if there is none; a value that
// cannot be made is not kept. The lock is held meanwhile, so that a Drop of the
// key comes before or after, never between.
func (c *Cache[K, V]) Fill(key K, make func() (V, bool)) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[key]; ok && !c.now().After(e.expires) { // NORACE
		return e.value, true
	}
	if value, ok = make(); !ok {
		return value, false
	}
	if len(c.entries) >= c.size { // NORACE
		c.evict()
	}
	c.entries[key] = entry[V]{value: value, expires: c.now().Add(c.ttl)} // NORACE
	return value, true
}

// Drop removes a key.
func (c *Cache[K, V]) Drop(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, key) // NORACE
}

// Len returns the number of entries, expired ones included.
func (c *Cache[K, V]) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.entries) // NORACE
}

// evict removes what has expired, or the entry that expires next. The caller
// holds the lock.
func (c *Cache[K, V]) evict() {
	var (
		now   = c.now()
		next  K
		first time.Time
		freed bool
	)
	for key, e := range c.entries { // NORACE
		if now.After(e.expires) {
			delete(c.entries, key) // NORACE
			freed = true
			continue
		}
		if first.IsZero() || e.expires.Before(first) {
			next, first = key, e.expires
		}
	}
	if !freed {
		delete(c.entries, next) // NORACE
	}
}
