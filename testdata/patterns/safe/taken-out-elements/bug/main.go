// The map of sets is swapped for a fresh one under the lock, but whoever samples
// changes the set only after the section in which it was found: the flusher may
// have taken it out in between.
package main

import (
	"fmt"
	"sync"
)

type set struct {
	mu   sync.Mutex
	data map[string]bool
}

func (s *set) sample(v string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data[v] = true // RACE! MG003
}

func (s *set) flushUnsafe() (out []string) {
	for v := range s.data { // RACE! MG003
		out = append(out, v)
	}
	return out
}

type aggregator struct {
	mu   sync.RWMutex
	sets map[string]*set
}

func (a *aggregator) add(name, v string) {
	a.mu.RLock()
	if s, found := a.sets[name]; found {
		a.mu.RUnlock()
		s.sample(v)
		return
	}
	a.mu.RUnlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	if s, found := a.sets[name]; found {
		s.sample(v)
		return
	}
	a.sets[name] = &set{data: map[string]bool{v: true}}
}

func (a *aggregator) flush() (out []string) {
	a.mu.Lock()
	old := a.sets
	a.sets = make(map[string]*set)
	a.mu.Unlock()
	for _, s := range old {
		out = append(out, s.flushUnsafe()...)
	}
	return out
}

func main() {
	a := &aggregator{sets: make(map[string]*set)}
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 200 {
				a.add(fmt.Sprint("set", i%3), fmt.Sprint(n, i))
			}
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 50 {
			a.flush()
		}
	}()
	wg.Wait()
}
