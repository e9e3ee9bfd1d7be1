// The map is changed when the first request is under way.
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
			p.counts[k]++ // RACE! MG001
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
	p.request(1)
	p.counts[1] = 10 // RACE! MG001
	for k := range 4 {
		p.request(k)
	}
	close(p.quit)
	fmt.Println("done")
}
