// The delete is deferred after the unlock, so it runs before it.
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
	t.mu.Lock()
	defer t.mu.Unlock()
	defer delete(t.active, id) // NORACE
	t.active[id] = 1           // NORACE
	return work()
}

func (t *tracker) Busy() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.active) // NORACE
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
