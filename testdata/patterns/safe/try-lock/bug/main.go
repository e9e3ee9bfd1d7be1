// The write is on the branch where TryLock failed.
package main

import (
	"fmt"
	"sync"
)

type sampler struct {
	mu      sync.Mutex
	samples map[string]int
	skipped int
}

func (s *sampler) sample(name string) bool {
	if !s.mu.TryLock() {
		s.samples[name] = -1 // RACE! MG003
		return false
	}
	defer s.mu.Unlock()
	s.samples[name]++ // RACE! MG003
	return true
}

func main() {
	s := &sampler{samples: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 500; n++ {
				s.sample(fmt.Sprint("cpu", i%2))
			}
		}()
	}
	wg.Wait()
}
