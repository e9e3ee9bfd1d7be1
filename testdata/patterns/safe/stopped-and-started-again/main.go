// A service is stopped and started again: each stop waits for the goroutine
// that runs then, though an earlier stop has waited, too.
package main

import (
	"fmt"
	"sync"
)

type service struct {
	wg    sync.WaitGroup
	quit  chan struct{}
	ticks map[string]int
}

func (s *service) start() {
	s.quit = make(chan struct{})
	s.wg.Add(1)
	go s.loop(s.quit)
}

func (s *service) loop(quit <-chan struct{}) {
	defer s.wg.Done()
	for {
		select {
		case <-quit:
			return
		default:
			s.ticks["loop"]++ // NORACE
		}
	}
}

func (s *service) stop() {
	close(s.quit)
	s.wg.Wait()
	for name := range s.ticks { // NORACE
		delete(s.ticks, name) // NORACE
	}
}

func main() {
	s := &service{ticks: make(map[string]int)}
	s.start()
	s.stop()
	s.ticks["between"] = 1 // NORACE
	s.start()
	s.stop()
	fmt.Println(len(s.ticks)) // NORACE
}
