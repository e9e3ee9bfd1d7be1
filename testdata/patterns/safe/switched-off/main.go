// The unlocked access is behind a constant that is false: not code at all.
package main

import (
	"fmt"
	"sync"
)

const debug = false

type gauge struct {
	mu   sync.Mutex
	last map[string]int
}

func (g *gauge) set(name string, n int) {
	if debug {
		fmt.Println("was", g.last[name]) // NORACE
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.last[name] = n // NORACE
}

func main() {
	g := &gauge{last: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 200; n++ {
				g.set("load", n)
			}
		}()
	}
	wg.Wait()
}
