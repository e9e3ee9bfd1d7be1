// Package state keeps attributes of one resource. All that uses them locks but Export, which somebody has forgotten.
package state

import (
	"strings"
	"sync"
)

// State is what is known of a resource.
type State struct {
	mu         sync.Mutex
	id         string
	attributes map[string]string
}

// New makes one.
func New(id string) *State { return &State{id: id, attributes: map[string]string{}} }

// String prints it.
func (s *State) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out strings.Builder
	for k, v := range s.attributes { // RACE! MG003
		out.WriteString(k + "=" + v + "\n")
	}
	return out.String()
}

// Export puts the name in.
func (s *State) Export() {
	s.attributes["id"] = s.id // RACE! MG003|MG001
}

// Has says whether there is one.
func (s *State) Has(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.attributes[key] // RACE! MG003
	return ok
}
