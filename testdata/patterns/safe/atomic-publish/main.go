// The map is complete before the atomic flag is set, and read only behind it.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type prices struct {
	ready atomic.Bool
	cents map[string]int
}

func (p *prices) load() {
	p.cents["tea"] = 250  // NORACE
	p.cents["milk"] = 120 // NORACE
	p.ready.Store(true)
}

func (p *prices) price(name string) int {
	if !p.ready.Load() {
		return -1
	}
	return p.cents[name] // NORACE
}

func main() {
	p := &prices{cents: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 100000 && p.price("tea") < 0; n++ {
			}
		}()
	}
	p.load()
	wg.Wait()
	fmt.Println(p.price("milk")) // NORACE
}
