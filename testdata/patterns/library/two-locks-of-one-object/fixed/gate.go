// Drain waits under one lock until nobody is at work, and so needs not the lock under which they work.
package rates

import "sync"

type Gate struct {
	mu       sync.Mutex
	cond     *sync.Cond
	inflight int
	draining bool
	stats    map[string]int
	statsMu  sync.Mutex
}

func NewGate() *Gate {
	g := &Gate{stats: map[string]int{}}
	g.cond = sync.NewCond(&g.mu)
	return g
}

func (g *Gate) Do(name string, f func()) bool {
	g.mu.Lock()
	if g.draining {
		g.mu.Unlock()
		return false
	}
	g.inflight++
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		g.inflight--
		g.mu.Unlock()
		g.cond.Broadcast()
	}()
	f()
	g.statsMu.Lock()
	g.stats[name]++ // NORACE
	g.statsMu.Unlock()
	return true
}

func (g *Gate) Drain() (n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.draining = true
	for g.inflight > 0 {
		g.cond.Wait()
	}
	for _, c := range g.stats { // NORACE
		n += c
	}
	return n
}
