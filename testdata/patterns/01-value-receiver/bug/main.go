// A peer list with value receivers: each call copies the struct, and every
// copy holds the same map. Nothing guards it.
package main

import (
	"fmt"
	"sync"
)

type peerList struct {
	seen map[string]int
}

func newPeerList() peerList { return peerList{seen: make(map[string]int)} }

func (p peerList) Add(addr string) {
	p.seen[addr] = len(addr) // RACE! MG001
}

func (p peerList) Remove(addr string) {
	delete(p.seen, addr) // RACE! MG001
}

func (p peerList) ForEach(visit func(addr string)) {
	for addr := range p.seen { // RACE! MG001
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
