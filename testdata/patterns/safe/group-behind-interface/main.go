// The wait group is behind an interface that two types implement: whichever it is, it waits for these goroutines.
package main

import (
	"log"
	"sync"
)

type group interface {
	Add(n int)
	Done()
	Wait()
}

// logged says when it waits.
type logged struct{ sync.WaitGroup }

func (g *logged) Wait() {
	log.Print("waiting")
	g.WaitGroup.Wait()
}

func newGroup(log bool) group {
	if log {
		return &logged{}
	}
	return &sync.WaitGroup{}
}

type job struct {
	running group
	mu      sync.Mutex
	found   map[string]int
}

func (j *job) work(key string) {
	defer j.running.Done()
	j.mu.Lock()
	defer j.mu.Unlock()
	j.found[key]++ // NORACE
}

func main() {
	for _, log := range []bool{false, true} {
		j := &job{running: newGroup(log), found: map[string]int{}}
		j.running.Add(2)
		go j.work("a")
		go j.work("b")
		j.running.Wait()
		println(len(j.found)) // NORACE
	}
}
