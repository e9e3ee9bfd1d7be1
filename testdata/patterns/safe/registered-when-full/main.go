// The object is given to the registry when its map is full: who finds it there
// reads what nobody changes any more.
package main

import (
	"fmt"
	"sync"
)

type table struct{ rows map[string]int }

type registry struct {
	mu   sync.Mutex
	last *table
}

func (r *registry) set(t *table) {
	r.mu.Lock()
	r.last = t
	r.mu.Unlock()
}

func (r *registry) get() *table {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

func count(r *registry) int {
	if t := r.get(); t != nil {
		return t.rows["a"] // NORACE
	}
	return 0
}

func main() {
	tables := &registry{}
	done := make(chan int)
	go func() { done <- count(tables) }()
	t := &table{rows: map[string]int{}}
	t.rows["a"] = 1 // NORACE
	tables.set(t)
	fmt.Println(<-done)
}
