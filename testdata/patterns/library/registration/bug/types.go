// Package types knows names of types, and gives those that it does not know a
// name when somebody asks: Name runs at any time.
package types

import (
	"fmt"
	"sync"
)

var names = map[uint16]string{1: "A", 2: "NS"}

// Name returns the name of a type, which may be a new one.
func Name(code uint16) string {
	if name, ok := names[code]; ok { // RACE! MG001
		return name
	}
	name := fmt.Sprint("TYPE", code)
	names[code] = name // RACE! MG001
	return name
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
