// The second stop finds a goroutine running, too, and waits for it too late.
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
			s.ticks["loop"]++ // RACE! MG001
		}
	}
}

func (s *service) stop() {
	for name := range s.ticks { // RACE! MG001
		delete(s.ticks, name) // RACE! MG001
	}
	close(s.quit)
	s.wg.Wait()
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
