// What maps.Keys gives looks at the map when it is walked, and the lock is given
// back before that.
package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	names map[string]int
}

func (r *registry) add(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names[name]++ // RACE! MG003
}

func (r *registry) list() []string {
	r.mu.Lock()
	all := maps.Keys(r.names)
	r.mu.Unlock()
	return slices.Collect(all) // RACE! MG003
}

func main() {
	r := &registry{names: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 1000; n++ {
				r.add(fmt.Sprint("N", n))
			}
			r.list()
		}()
	}
	wg.Wait()
}
