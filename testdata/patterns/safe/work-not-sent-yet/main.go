// The worker touches the map only for what it was sent, and nothing is sent
// before the maker has set it up.
package main

import "fmt"

type pool struct {
	requests chan int
	quit     chan struct{}
	counts   map[int]int
}

func newPool() *pool {
	p := &pool{make(chan int), make(chan struct{}), make(map[int]int)}
	go p.loop()
	return p
}

func (p *pool) loop() {
	for {
		select {
		case k := <-p.requests:
			p.counts[k]++ // NORACE
		case <-p.quit:
			return
		}
	}
}

func (p *pool) request(k int) {
	select {
	case p.requests <- k:
	case <-p.quit:
	}
}

func main() {
	p := newPool()
	p.counts[1] = 10 // NORACE
	for k := range 4 {
		p.request(k)
	}
	close(p.quit)

	idle := newPool()
	idle.counts[1] = 10 // NORACE
	fmt.Println(len(idle.counts))
}
