// Package poller watches addresses. Start leaves a goroutine behind that changes
// the receiver's map, so Status and it share a lock.
package poller

import (
	"sync"
	"time"
)

// Poller keeps the last answer of each address.
type Poller struct {
	addrs []string
	stop  chan struct{}
	mu    sync.Mutex
	last  map[string]time.Time
}

// New returns a poller for the addresses.
func New(addrs ...string) *Poller {
	return &Poller{addrs: addrs, stop: make(chan struct{}), last: make(map[string]time.Time)}
}

// Start begins to poll; Stop ends it.
func (p *Poller) Start(every time.Duration) { go p.loop(every) }

// Stop ends the polling.
func (p *Poller) Stop() { close(p.stop) }

func (p *Poller) loop(every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			for _, addr := range p.addrs {
				p.mu.Lock()
				p.last[addr] = now // NORACE
				p.mu.Unlock()
			}
		case <-p.stop:
			return
		}
	}
}

// Status returns when an address was polled last.
func (p *Poller) Status(addr string) time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last[addr] // NORACE
}
