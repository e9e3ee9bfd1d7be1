// Every call starts a goroutine that marks the task, and two calls are made.
package main

import (
	"fmt"
	"sync"
)

type server struct {
	seen map[string]int
	done sync.WaitGroup
}

func (s *server) start(task string) {
	s.done.Add(1)
	go func() {
		defer s.done.Done()
		s.seen[task]++ // RACE! MG001
	}()
}

func main() {
	s := &server{seen: make(map[string]int)}
	s.start("one")
	s.start("two")
	s.done.Wait()
	fmt.Println(len(s.seen))
}
