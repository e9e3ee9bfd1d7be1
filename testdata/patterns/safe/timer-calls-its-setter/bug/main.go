// The timer arms the next one without the lock.
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
	p.startLocked(3)
}

func (p *pinger) forget(i int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sent, i) // RACE! MG003
}

func (p *pinger) startLocked(n int) {
	time.AfterFunc(time.Second, p.beat)
	for i := range n {
		p.sent[i] = 1 // RACE! MG001|MG003
		go p.forget(i)
	}
}

func main() {
	p := &pinger{sent: map[int]int{}}
	p.beat()
	time.Sleep(time.Minute)
}
