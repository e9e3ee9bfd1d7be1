// What the goroutine does is done under the lock of who waits for it, and who has waited in vain ends the program.
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
	if !within(time.Minute, func() {
		s.rows[word]++ // NORACE
	}) {
		panic("no answer")
	}
	s.mu.Unlock()
}

func (s *store) forget(word string) {
	s.mu.Lock()
	delete(s.rows, word) // NORACE
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
