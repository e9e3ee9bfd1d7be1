// Package state keeps attributes of one resource. A lock is left over from former times: one of the functions that read
// the map takes it, nothing that writes it does, and most code uses the exported field without. So nobody shares a State.
package state

import (
	"strings"
	"sync"
)

// State is what is known of a resource.
type State struct {
	mu         sync.Mutex
	ID         string
	Attributes map[string]string
}

// String prints it.
func (s *State) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out strings.Builder
	for k, v := range s.Attributes { // NORACE
		out.WriteString(k + "=" + v + "\n")
	}
	return out.String()
}

// Export puts the name in.
func (s *State) Export() map[string]string {
	s.Attributes["id"] = s.ID // NORACE
	return s.Attributes
}

// Count says how many there are.
func Count(s *State) int { return len(s.Attributes) } // NORACE

// Has says whether there is one.
func Has(s *State, key string) bool {
	_, ok := s.Attributes[key] // NORACE
	return ok
}

// Merge takes over what is new.
func Merge(s, from *State) {
	for k, v := range from.Attributes { // NORACE
		if _, ok := s.Attributes[k]; !ok { // NORACE
			s.Attributes[k] = v // NORACE
		}
	}
}
