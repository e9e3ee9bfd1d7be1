// Whoever comes first fills the table under the lock and says so; nobody
// changes it later, so it is read without the lock by all who have looked.
package main

import "sync"

type table struct {
	mu     sync.RWMutex
	filled bool
	rows   map[string]int
}

func (t *table) fill() {
	for i, name := range []string{"a", "b"} {
		t.rows[name] = i // NORACE
	}
}

func (t *table) get(name string) int {
	t.mu.Lock()
	if !t.filled {
		t.fill()
		t.filled = true
	}
	t.mu.Unlock()
	return t.rows[name] // NORACE
}

// size looks under a read lock first.
func (t *table) size() int {
	t.mu.RLock()
	filled := t.filled
	if filled {
		t.mu.RUnlock()
		return len(t.rows) // NORACE
	}
	t.mu.RUnlock()
	return t.get("a")
}

func main() {
	t := &table{rows: map[string]int{}}
	go t.get("a")
	go t.size()
	t.get("b")
}
