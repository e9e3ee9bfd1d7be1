// Deferred calls run last in, first out: the unlock comes before the delete.
package main

import (
	"fmt"
	"sync"
)

type tracker struct {
	mu     sync.Mutex
	active map[string]int
}

func (t *tracker) Do(id string, work func() int) int {
	defer delete(t.active, id) // RACE! MG003
	t.mu.Lock()
	defer t.mu.Unlock()
	t.active[id] = 1 // RACE! MG003
	return work()
}

func (t *tracker) Busy() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.active) // RACE! MG003
}

func main() {
	t := &tracker{active: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				t.Do(fmt.Sprint("upload-", i), func() int { return n })
				t.Busy()
			}
		}()
	}
	wg.Wait()
}
