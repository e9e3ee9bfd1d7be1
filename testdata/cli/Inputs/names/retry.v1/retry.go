// Package retry has a dot in the last element of its path.
package retry

import "sync"

type Entry struct{ Tries int }

// LRU is a map with a lock that Add forgets.
type LRU[K comparable, V any] struct {
	mu    sync.Mutex
	items map[K]V
}

func New[K comparable, V any]() *LRU[K, V] { return &LRU[K, V]{items: map[K]V{}} }

func (l *LRU[K, V]) Add(k K, v V) { l.items[k] = v }

func (l *LRU[K, V]) Get(k K) V {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.items[k]
}

var ready = map[string]bool{}

func init() {
	ready["a"] = true
}

// Notify calls f, as often as it is told.
func Notify(f func()) {
	if ready["a"] {
		f()
	}
}
