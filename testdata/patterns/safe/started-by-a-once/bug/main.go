// The once is a new one for each call: each starts a worker.
package main

import "sync"

type counter struct {
	quit chan struct{}
	seen map[string]int
}

func (c *counter) start() {
	var once sync.Once
	once.Do(func() { go c.run() })
}

func (c *counter) run() {
	<-c.quit
	c.seen["x"]++ // RACE! MG001
}

func main() {
	c := &counter{quit: make(chan struct{}), seen: map[string]int{}}
	for range 3 {
		go c.start()
	}
	close(c.quit)
}
