// Who waits for the goroutine has given its lock back before.
package main

import (
	"sync"
	"time"
)

type store struct {
	mu   sync.Mutex
	rows map[string]int
}

func within(limit time.Duration, job func()) bool {
	done := make(chan bool)
	go func() {
		defer close(done)
		job()
	}()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

func (s *store) count(word string) {
	s.mu.Lock()
	delete(s.rows, "") // RACE! MG001|MG003
	s.mu.Unlock()
	if !within(time.Minute, func() {
		s.rows[word]++ // RACE! MG001|MG003
	}) {
		panic("no answer")
	}
}

func (s *store) forget(word string) {
	s.mu.Lock()
	delete(s.rows, word) // RACE! MG001|MG003
	s.mu.Unlock()
}

func main() {
	s := &store{rows: map[string]int{}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(2)
		go func() {
			defer wg.Done()
			s.count("a")
		}()
		go func() {
			defer wg.Done()
			s.forget("a")
		}()
	}
	wg.Wait()
}
