// One of those who change the set does not look at the flag; another one has
// given the lock back since it looked.
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
	delete(p.conns, id) // RACE! MG003
	p.mu.Unlock()
}

func (p *pool) rename(id int, name string) {
	p.mu.Lock()
	closed := p.closed
	if closed {
		p.mu.Unlock()
		return
	}
	p.mu.Unlock()
	p.mu.Lock()
	p.conns[id] = name // RACE! MG003
	p.mu.Unlock()
}

func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	for _, name := range p.conns { // RACE! MG003
		println(name)
	}
}

func main() {
	p := &pool{conns: map[int]string{}}
	go p.add(1, "a")
	go p.remove(1)
	go p.rename(1, "b")
	p.close()
}
