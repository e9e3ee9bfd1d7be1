// Package poller watches addresses. Start leaves a goroutine behind that changes
// the receiver's map, and Status reads it without a lock.
package poller

import (
	"time"
)

// Poller keeps the last answer of each address.
type Poller struct {
	addrs []string
	stop  chan struct{}
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
				p.last[addr] = now // RACE! MG001
			}
		case <-p.stop:
			return
		}
	}
}

// Status returns when an address was polled last.
func (p *Poller) Status(addr string) time.Time {
	return p.last[addr] // RACE! MG001
}
