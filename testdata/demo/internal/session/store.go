// Package session keeps who is signed in.
package session

import (
	"crypto/rand"
	"sync"
	"time"
)

// Session says who is behind a token, and until when.
type Session struct {
	User    string
	Expires time.Time
}

// Store holds the sessions by token.
type Store struct {
	ttl time.Duration

	mu       sync.Mutex
	sessions map[string]Session
}

// NewStore returns an empty store whose sessions live for ttl.
func NewStore(ttl time.Duration) *Store {
	return &Store{ttl: ttl, sessions: make(map[string]Session)}
}

// Create signs a user in and returns the token.
func (s *Store) Create(user string, now time.Time) string {
	token := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sessions[token] = Session{User: user, Expires: now.Add(s.ttl)} // RACE! MG003
	return token
}

// Get returns the user behind a token that has not expired.
func (s *Store) Get(token string, now time.Time) (user string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.sessions[token] // RACE! MG003
	if !ok || now.After(found.Expires) {
		return "", false
	}
	return found.User, true
}

// Revoke signs a user out.
func (s *Store) Revoke(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, token)
}

// Len returns the number of sessions.
func (s *Store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sessions)
}

// expired returns the sessions which are over, by token.
func (s *Store) expired(now time.Time) map[string]Session {
	s.mu.Lock()
	defer s.mu.Unlock()
	over := make(map[string]Session)
	for token, session := range s.sessions {
		if now.After(session.Expires) {
			over[token] = session // NORACE
		}
	}
	return over
}
