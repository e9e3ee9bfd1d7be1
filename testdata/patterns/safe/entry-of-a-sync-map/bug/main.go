// What LoadOrStore gives may be somebody else's, and the sync.Map does not guard
// what is in it.
package main

import (
	"fmt"
	"sync"
)

type entry struct {
	seen map[int]bool
}

type table struct {
	entries sync.Map
}

func (t *table) entry(name string) *entry {
	e, _ := t.entries.LoadOrStore(name, &entry{seen: make(map[int]bool)})
	return e.(*entry)
}

func (t *table) add(name string, id int) {
	e := t.entry(name)
	e.seen[id] = true // RACE! MG001
}

func main() {
	t := new(table)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := 0; id < 1000; id++ {
				t.add(fmt.Sprint("N", i%2), id)
			}
		}()
	}
	wg.Wait()
}
