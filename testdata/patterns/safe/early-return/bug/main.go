// The early return releases the lock and then falls through to the write.
package main

import (
	"fmt"
	"sync"
)

type guestList struct {
	mu    sync.Mutex
	full  bool
	names map[string]bool
}

func (g *guestList) invite(name string, vip bool) {
	g.mu.Lock()
	if g.full && !vip {
		g.mu.Unlock()
		g.names[name] = false // RACE! MG003
		return
	}
	g.names[name] = true      // RACE! MG003
	g.full = len(g.names) > 3 // RACE! MG003
	g.mu.Unlock()
}

func main() {
	g := &guestList{names: make(map[string]bool)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				g.invite(fmt.Sprint("guest", i, n), i%2 == 0)
			}
		}()
	}
	wg.Wait()
}
