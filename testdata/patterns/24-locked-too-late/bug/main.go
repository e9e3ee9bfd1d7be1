// The lock is taken after the first look into the map.
package main

import (
	"fmt"
	"sync"
)

type visitors struct {
	mu   sync.Mutex
	last map[string]int
}

func (v *visitors) Enter(name string, at int) bool {
	if v.last[name] >= at { // RACE! MG003
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last[name] = at // RACE! MG003
	return true
}

func main() {
	v := &visitors{last: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for at := 1; at < 50; at++ {
				v.Enter(fmt.Sprint("guest", at%3), at*i)
			}
		}()
	}
	wg.Wait()
}
