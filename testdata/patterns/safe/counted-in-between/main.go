// How many requests are under way is counted beside the lock.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type server struct {
	active atomic.Int64
	mu     sync.Mutex
	hits   map[string]int
}

func (s *server) handle(path string) {
	s.active.Add(1)
	defer s.active.Add(-1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits[path]++ // NORACE
}

func main() {
	s := &server{hits: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.handle(fmt.Sprint("/", i%2))
		}()
	}
	wg.Wait()
	fmt.Println(len(s.hits)) // NORACE
}
