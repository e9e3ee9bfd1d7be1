package session

import (
	"context"
	"maps"
	"sync"
	"time"
)

// Janitor removes sessions that are over.
type Janitor struct {
	store *Store
	every time.Duration

	mu      sync.Mutex
	removed map[string]int // by user
}

// NewJanitor returns a janitor of the store that looks around every so often.
func NewJanitor(store *Store, every time.Duration) *Janitor {
	return &Janitor{store: store, every: every, removed: make(map[string]int)}
}

// Run works until the context ends.
func (j *Janitor) Run(ctx context.Context) {
	ticker := time.NewTicker(j.every)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			j.sweep(now)
		case <-ctx.Done():
			return
		}
	}
}

func (j *Janitor) sweep(now time.Time) {
	for token, session := range j.store.expired(now) { // NORACE
		delete(j.store.sessions, token) // RACE! MG003
		j.note(session.User)
	}
}

func (j *Janitor) note(user string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.removed[user]++ // NORACE
}

// Removed returns how many sessions were removed of each user.
func (j *Janitor) Removed() map[string]int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return maps.Clone(j.removed) // NORACE
}
