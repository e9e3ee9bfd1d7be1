// Who arms the timer holds the lock, and the timer's function takes it before
// it arms the next one.
package main

import (
	"sync"
	"time"
)

type pinger struct {
	mu   sync.Mutex
	sent map[int]int
}

func (p *pinger) beat() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.startLocked(3)
}

func (p *pinger) forget(i int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sent, i) // NORACE
}

func (p *pinger) startLocked(n int) {
	time.AfterFunc(time.Second, p.beat)
	for i := range n {
		p.sent[i] = 1 // NORACE
		go p.forget(i)
	}
}

func main() {
	p := &pinger{sent: map[int]int{}}
	p.beat()
	time.Sleep(time.Minute)
}
