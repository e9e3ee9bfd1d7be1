// A peer list with pointer receivers: all callers share the map and its mutex.
package main

import (
	"fmt"
	"sync"
)

type peerList struct {
	mu   sync.Mutex
	seen map[string]int
}

func newPeerList() *peerList { return &peerList{seen: make(map[string]int)} }

func (p *peerList) Add(addr string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[addr] = len(addr) // NORACE
}

func (p *peerList) Remove(addr string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.seen, addr) // NORACE
}

func (p *peerList) ForEach(visit func(addr string)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for addr := range p.seen { // NORACE
		visit(addr)
	}
}

func main() {
	peers := newPeerList()
	var wg sync.WaitGroup
	for node := 0; node < 4; node++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			addr := fmt.Sprintf("10.0.0.%d", node)
			peers.Add(addr)
			peers.ForEach(func(other string) { _ = len(other) })
			peers.Remove(addr)
		}()
	}
	wg.Wait()
}
