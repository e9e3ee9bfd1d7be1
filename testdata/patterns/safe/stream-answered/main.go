// A stream is served in a goroutine of its own. Who asks waits for each answer
// before it looks, and asks again only then.
package main

import "fmt"

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
		c.counts[key]++ // NORACE
		if n := c.counts[key]; n < 10 {
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

func inTurn(c *counter) {
	p := newPipe()
	defer close(p.asked)
	p.asked <- "a"
	go c.serve(p)
	<-p.answered
	c.counts["b"] = 1 // NORACE
	p.asked <- "b"
	fmt.Println(<-p.answered)
	fmt.Println(len(c.counts)) // NORACE
}

func allAtOnce(c *counter) {
	p := newPipe()
	defer close(p.asked)
	p.asked <- "a"
	p.asked <- "b"
	go c.serve(p)
	for range 2 {
		<-p.answered
	}
	fmt.Println(len(c.counts)) // NORACE
}

func main() {
	c := &counter{map[string]int{}}
	inTurn(c)
	allAtOnce(c)
	inTurn(&counter{map[string]int{}})
}
