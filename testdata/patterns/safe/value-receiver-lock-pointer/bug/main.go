// A value receiver copies the mutex, not the map. (go vet's copylocks complains
// about the receivers, as it should.)
package main

import (
	"fmt"
	"sync"
)

type tally struct {
	mu    sync.Mutex
	count map[string]int
}

func (t tally) Add(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count[name]++ // RACE! MG004
}

func main() {
	t := tally{count: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				t.Add(fmt.Sprint("bird", n%5))
			}
		}()
	}
	wg.Wait()
}
