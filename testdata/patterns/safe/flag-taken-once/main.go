// The flag is never taken down: of all who close, one gets behind it, once.
package main

import (
	"sync"
	"sync/atomic"
)

type pool struct {
	closed atomic.Bool
	conns  map[string]int
	wg     sync.WaitGroup
}

func (p *pool) close() {
	if p.closed.Swap(true) {
		return
	}
	delete(p.conns, "main") // NORACE
	p.wg.Add(1)
	go func() {
		defer p.wg.Done()
		for name := range p.conns { // NORACE
			delete(p.conns, name) // NORACE
		}
	}()
}

var shared = pool{conns: map[string]int{"main": 1, "spare": 2}}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			shared.close()
		}()
	}
	wg.Wait()
	shared.wg.Wait()
}
