// Package notes keeps the notes of all users in memory.
package notes

import (
	"cmp"
	"slices"
	"sync"
)

// Note is one text of a user.
type Note struct {
	ID    int    `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// Store holds notes by user and number.
type Store struct {
	mu     sync.RWMutex
	byUser map[string]map[int]Note
	lastID int
}

// NewStore returns a store without notes.
func NewStore() *Store { return &Store{byUser: make(map[string]map[int]Note)} }

// Add stores a note of a user and returns it with its number.
func (s *Store) Add(user string, n Note) Note {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := s.byUser[user] // NORACE
	if mine == nil {
		mine = make(map[int]Note)
		s.byUser[user] = mine // NORACE
	}
	s.lastID++
	n.ID = s.lastID
	mine[n.ID] = n // NORACE
	return n
}

// Get returns a note of a user.
func (s *Store) Get(user string, id int) (Note, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, ok := s.byUser[user][id] // NORACE
	return n, ok
}

// List returns the notes of a user, oldest first.
func (s *Store) List(user string) []Note {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]Note, 0, len(s.byUser[user])) // NORACE
	for _, n := range s.byUser[user] {          // NORACE
		out = append(out, n)
	}
	slices.SortFunc(out, func(a, b Note) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// Delete removes a note and tells whether there was one.
func (s *Store) Delete(user string, id int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := s.byUser[user]      // NORACE
	if _, ok := mine[id]; !ok { // NORACE
		return false
	}
	delete(mine, id)    // NORACE
	if len(mine) == 0 { // NORACE
		delete(s.byUser, user) // NORACE
	}
	return true
}
