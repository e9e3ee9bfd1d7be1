// The object is in the registry, which a goroutine reads already, before its map
// is full: a method has put it there.
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
		return t.rows["a"] // RACE! MG001|MG005
	}
	return 0
}

func main() {
	tables := &registry{}
	done := make(chan int)
	go func() { done <- count(tables) }()
	t := &table{rows: map[string]int{}}
	tables.set(t)
	t.rows["a"] = 1 // RACE! MG001|MG005
	fmt.Println(<-done)
}
