// As above; the registry is a variable of the package, and reader and writer
// reach it through functions.
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

var tables registry

func register(t *table) { tables.set(t) }

func count() int {
	if t := tables.get(); t != nil {
		return t.rows["a"] // RACE! MG001|MG005
	}
	return 0
}

func main() {
	done := make(chan int)
	go func() { done <- count() }()
	t := &table{rows: map[string]int{}}
	register(t)
	t.rows["a"] = 1 // RACE! MG001|MG005
	fmt.Println(<-done)
}
