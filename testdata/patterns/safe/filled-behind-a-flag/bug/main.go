// Somebody can ask for the table to be filled again, while others read it.
package main

import "sync"

type table struct {
	mu     sync.Mutex
	filled bool
	rows   map[string]int
}

func (t *table) get(name string) int {
	t.mu.Lock()
	if !t.filled {
		t.rows["a"] = 1 // RACE! MG003
		t.filled = true
	}
	t.mu.Unlock()
	return t.rows[name] // RACE! MG003
}

func (t *table) refresh() {
	t.mu.Lock()
	t.filled = false
	t.mu.Unlock()
}

func main() {
	t := &table{rows: map[string]int{}}
	go t.get("a")
	go t.refresh()
	t.get("b")
}
