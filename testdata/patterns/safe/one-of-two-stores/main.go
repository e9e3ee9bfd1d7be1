// A store behind an interface is one of two; each holds its own lock around its
// own map, whichever it is.
package main

import (
	"fmt"
	"os"
	"sync"
)

type store interface {
	put(int)
	get(int) int
}

type plain struct {
	mu sync.Mutex
	m  map[int]int
}

func (s *plain) put(i int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.m[i] = i // NORACE
}

func (s *plain) get(i int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.m[i] // NORACE
}

type counted struct {
	store
	reads int
}

func work(s store, done *sync.WaitGroup) {
	defer done.Done()
	for i := range 100 {
		s.put(i)
	}
}

func main() {
	var s store = &plain{m: map[int]int{}}
	if len(os.Args) > 1 {
		s = &counted{store: s}
	}
	var done sync.WaitGroup
	done.Add(1)
	go work(s, &done)
	fmt.Println(s.get(2))
	done.Wait()
}
