// Size reads the map of the owner directly.
package main

import (
	"fmt"
	"sync"
)

type seats struct {
	book chan string
	ask  chan chan int
	quit chan struct{}
	held map[string]bool
}

func (s *seats) run() {
	held := s.held
	for {
		select {
		case name := <-s.book:
			held[name] = true // RACE! MG001
		case reply := <-s.ask:
			reply <- len(held) // NORACE
		case <-s.quit:
			return
		}
	}
}

func (s *seats) size() int {
	return len(s.held) // RACE! MG001
}

func main() {
	s := &seats{book: make(chan string), ask: make(chan chan int), quit: make(chan struct{})}
	s.held = make(map[string]bool)
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
