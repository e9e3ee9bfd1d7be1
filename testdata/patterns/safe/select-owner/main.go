// One goroutine owns the map; all others ask it through channels.
package main

import (
	"fmt"
	"sync"
)

type seats struct {
	book chan string
	ask  chan chan int
	quit chan struct{}
}

func (s *seats) run() {
	held := make(map[string]bool)
	for {
		select {
		case name := <-s.book:
			held[name] = true // NORACE
		case reply := <-s.ask:
			reply <- len(held) // NORACE
		case <-s.quit:
			return
		}
	}
}

func (s *seats) size() int {
	reply := make(chan int)
	s.ask <- reply
	return <-reply
}

func main() {
	s := &seats{book: make(chan string), ask: make(chan chan int), quit: make(chan struct{})}
	go s.run()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.book <- fmt.Sprint("seat", i)
			_ = s.size()
		}()
	}
	wg.Wait()
	close(s.quit)
}
