// The flag says that the lock is taken, and both sides pass true.
package main

import (
	"fmt"
	"sync"
)

type store struct {
	mu   sync.Mutex
	rows map[int]string
}

func (s *store) begin(writes bool) {
	if writes {
		s.mu.Lock()
	}
}

func (s *store) end(writes bool) {
	if writes {
		s.mu.Unlock()
	}
}

func (s *store) put(id int, row string) {
	s.begin(true)
	s.rows[id] = row // NORACE
	s.end(true)
}

func (s *store) drop(id int) {
	s.begin(true)
	delete(s.rows, id) // NORACE
	s.end(true)
}

func main() {
	s := &store{rows: map[int]string{}}
	var wg sync.WaitGroup
	for id := 0; id < 10; id++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			s.put(id, fmt.Sprint(id))
		}()
		go func() {
			defer wg.Done()
			s.drop(id)
		}()
	}
	wg.Wait()
}
