// After it is closed nobody changes the set of connections any more, for all
// look at the flag under the lock: close can walk without it.
package main

import "sync"

type pool struct {
	mu     sync.Mutex
	closed bool
	conns  map[int]string
}

func (p *pool) add(id int, name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.conns[id] = name // NORACE
	return true
}

func (p *pool) remove(id int) {
	p.mu.Lock()
	if !p.closed {
		delete(p.conns, id) // NORACE
	}
	p.mu.Unlock()
}

func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	for _, name := range p.conns { // NORACE
		println(name)
	}
}

func main() {
	p := &pool{conns: map[int]string{}}
	go p.add(1, "a")
	go p.remove(1)
	p.close()
}
