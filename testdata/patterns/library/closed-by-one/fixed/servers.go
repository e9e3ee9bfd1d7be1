// The same with the lock. Counts are changed by who closes only.
package servers

import "sync"

type Protocol struct {
	mu      sync.Mutex
	servers map[string]int
	closed  map[string]int
}

func New() *Protocol {
	return &Protocol{servers: map[string]int{}, closed: map[string]int{}}
}

func (p *Protocol) Open(addr string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.servers[addr] = 1 // NORACE
}

func (p *Protocol) Close() {
	p.mu.Lock()
	for addr := range p.servers { // NORACE
		delete(p.servers, addr) // NORACE
	}
	p.mu.Unlock()
	p.closed["all"]++ // NORACE
}
