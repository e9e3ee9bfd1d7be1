// Package limits keeps a limit per user.
// With makes a copy which has another mutex and another map.
package limits

import (
	"maps"
	"sync"
)

// Limits holds the limit of each user.
type Limits struct {
	mu    sync.Mutex
	limit map[string]int
}

// New returns limits without users.
func New() *Limits { return &Limits{limit: make(map[string]int)} }

// Set changes the limit of a user.
func (l *Limits) Set(user string, n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.limit[user] = n // NORACE
}

// With returns limits like these with one more.
func (l *Limits) With(user string, n int) *Limits {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := &Limits{limit: maps.Clone(l.limit)} // NORACE
	out.Set(user, n)
	return out
}
