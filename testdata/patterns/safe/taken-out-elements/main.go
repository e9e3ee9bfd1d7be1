// The map of sets is swapped for a fresh one under the lock, and whoever samples
// finds its set and changes it in one section of that lock: the sets of the old
// map belong to the flusher alone.
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
	s.data[v] = true // NORACE
}

func (s *set) flushUnsafe() (out []string) {
	for v := range s.data { // NORACE
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
		s.sample(v)
		a.mu.RUnlock()
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
