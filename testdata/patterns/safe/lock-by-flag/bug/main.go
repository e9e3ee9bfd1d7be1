// One side begins as if it only read.
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
	s.begin(false)
	s.rows[id] = row // RACE! MG001|MG003
	s.end(false)
}

func (s *store) drop(id int) {
	s.begin(true)
	delete(s.rows, id) // RACE! MG001|MG003
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
