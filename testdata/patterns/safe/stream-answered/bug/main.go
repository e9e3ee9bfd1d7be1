// The counts are looked at while a question is under way.
package main

import (
	"fmt"
	"time"
)

type stream interface {
	recv() (string, bool)
	send(n int)
}

type counter struct{ counts map[string]int }

func (c *counter) serve(s stream) {
	for {
		key, more := s.recv()
		if !more {
			return
		}
		c.counts[key]++                 // RACE! MG001
		if n := c.counts[key]; n < 10 { // RACE! MG001
			s.send(n)
		}
	}
}

type pipe struct {
	asked    chan string
	answered chan int
}

func (p *pipe) recv() (string, bool) {
	key, more := <-p.asked
	return key, more
}

func (p *pipe) send(n int) { p.answered <- n }

func newPipe() *pipe {
	return &pipe{make(chan string, 10), make(chan int, 10)}
}

func askedAgain(c *counter) {
	p := newPipe()
	defer close(p.asked)
	go c.serve(p)
	p.asked <- "a"
	<-p.answered
	p.asked <- "b"
	c.counts["b"] = 1 // RACE! MG001
	fmt.Println(<-p.answered)
}

func twoAtOnce(c *counter) {
	p := newPipe()
	defer close(p.asked)
	p.asked <- "a"
	p.asked <- "b"
	go c.serve(p)
	<-p.answered
	c.counts["c"] = 1 // RACE! MG001
}

// Who answers first goes on with the map.
func (c *counter) serveAtOnce(s stream) {
	for {
		key, more := s.recv()
		if !more {
			return
		}
		s.send(1)
		c.counts[key]++ // RACE! MG001
	}
}

func answeredFirst(c *counter) {
	p := newPipe()
	defer close(p.asked)
	p.asked <- "a"
	go c.serveAtOnce(p)
	<-p.answered
	c.counts["d"] = 1 // RACE! MG001
}

// What comes with the ticks is not done for a question.
func (c *counter) serveAndTick(p *pipe, ticks <-chan time.Time) {
	for {
		select {
		case <-ticks:
			c.counts["ticks"]++ // RACE! MG001
		case key, more := <-p.asked:
			if !more {
				return
			}
			p.answered <- len(key)
		}
	}
}

func betweenTicks(c *counter) {
	p := newPipe()
	defer close(p.asked)
	go c.serveAndTick(p, time.Tick(time.Millisecond))
	p.asked <- "a"
	<-p.answered
	c.counts["e"] = 1 // RACE! MG001
}

func askedByAnother(c *counter) {
	p := newPipe()
	go c.serve(p)
	go func() { p.asked <- "x" }()
	p.asked <- "a"
	<-p.answered
	c.counts["f"] = 1 // RACE! MG001
}

func main() {
	betweenTicks(&counter{map[string]int{}})
	askedByAnother(&counter{map[string]int{}})
	askedAgain(&counter{map[string]int{}})
	twoAtOnce(&counter{map[string]int{}})
	answeredFirst(&counter{map[string]int{}})
}
