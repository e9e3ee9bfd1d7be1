// Package types knows names of types. Those who define one register it while
// they set up: a lock in another type does not say that they do so later.
package types

import "sync"

var names = map[uint16]string{1: "A", 2: "NS"}

// Register adds a type of one's own.
func Register(code uint16, name string) {
	Define(code, name)
}

// Define adds a type of one's own.
func Define(code uint16, name string) {
	names[code] = name // NORACE
}

// Name returns the name of a type.
func Name(code uint16) string {
	return names[code] // NORACE
}

// Queries counts what was asked for.
type Queries struct {
	mu    sync.Mutex
	count map[string]int
}

// Ask counts a query.
func (q *Queries) Ask(code uint16) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.count == nil {
		q.count = make(map[string]int)
	}
	q.count[Name(code)]++ // NORACE
}
