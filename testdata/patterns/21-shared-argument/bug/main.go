// Two views built from one map: each locks its own mutex around it.
package main

import (
	"fmt"
	"sync"
)

type view struct {
	mu   sync.Mutex
	rows map[string]int
}

func newView(rows map[string]int) *view {
	return &view{rows: rows}
}

func (v *view) Put(key string, n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.rows[key] = n // RACE! MG004
}

func main() {
	defaults := map[string]int{"limit": 10}
	left, right := newView(defaults), newView(defaults)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			left.Put(fmt.Sprint("l", i), i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			right.Put(fmt.Sprint("r", i), i)
		}
	}()
	wg.Wait()
}
