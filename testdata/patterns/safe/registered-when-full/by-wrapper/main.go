// What is put into the registry is a new object that holds the table.
package main

import (
	"fmt"
	"sync"
)

type table struct{ rows map[string]int }

type entry struct{ of *table }

type registry struct {
	mu   sync.Mutex
	last *entry
}

func (r *registry) set(e *entry) {
	r.mu.Lock()
	r.last = e
	r.mu.Unlock()
}

func (r *registry) get() *entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

var tables registry

func register(t *table) { tables.set(&entry{of: t}) }

func count() int {
	if e := tables.get(); e != nil {
		return e.of.rows["a"] // RACE! MG001|MG005
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
