// The map is taken out under the lock and nil is left behind: from then on it
// belongs to whoever took it.
package main

import (
	"fmt"
	"sync"
)

type pool struct {
	mu   sync.Mutex
	idle map[string]int
}

func (p *pool) put(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.idle == nil {
		p.idle = make(map[string]int)
	}
	p.idle[name]++ // NORACE
}

func (p *pool) closeIdle() (n int) {
	p.mu.Lock()
	taken := p.idle
	p.idle = nil
	p.mu.Unlock()
	for range taken { // NORACE
		n++
	}
	return n
}

func main() {
	p := &pool{}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			p.put(fmt.Sprint("conn", i%9))
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			p.closeIdle()
		}
	}()
	wg.Wait()
}
