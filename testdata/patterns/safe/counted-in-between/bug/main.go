// That others count as well, before and after, keeps nobody out.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type server struct {
	active atomic.Int64
	hits   map[string]int
}

func (s *server) handle(path string) {
	s.active.Add(1)
	defer s.active.Add(-1)
	s.hits[path]++ // RACE! MG001
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
	fmt.Println(len(s.hits))
}
