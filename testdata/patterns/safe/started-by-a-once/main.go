// However many call start, a once starts one worker: it never meets itself.
package main

import "sync"

type counter struct {
	once sync.Once
	quit chan struct{}
	seen map[string]int
}

func (c *counter) start() {
	c.once.Do(func() { go c.run() })
}

func (c *counter) run() {
	<-c.quit
	c.seen["x"]++ // NORACE
}

func main() {
	c := &counter{quit: make(chan struct{}), seen: map[string]int{}}
	for range 3 {
		go c.start()
	}
	close(c.quit)
}
