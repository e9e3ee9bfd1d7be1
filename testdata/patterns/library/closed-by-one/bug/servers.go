// Servers are opened by several at once; who closes all does not take the lock.
package servers

import "sync"

type Protocol struct {
	mu      sync.Mutex
	servers map[string]int
}

func New() *Protocol {
	return &Protocol{servers: map[string]int{}}
}

func (p *Protocol) Open(addr string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.servers[addr] = 1 // RACE! MG003
}

// Close is called by one, once: it does not meet itself.
func (p *Protocol) Close() {
	for addr := range p.servers { // RACE! MG003
		delete(p.servers, addr) // RACE! MG003
	}
}
