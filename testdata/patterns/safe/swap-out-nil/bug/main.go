// The map is looked at after the lock is gone, and nothing was put in its place.
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
	p.idle[name]++ // RACE! MG005
}

func (p *pool) closeIdle() (n int) {
	p.mu.Lock()
	taken := p.idle
	p.mu.Unlock()
	for range taken { // RACE! MG005
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
