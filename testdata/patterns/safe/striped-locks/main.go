// locks[i] guards maps[i]: the same index picks both.
package main

import "sync"

const stripes = 4

type stripedSet struct {
	locks [stripes]sync.Mutex
	maps  [stripes]map[int]bool
}

func newStripedSet() *stripedSet {
	s := new(stripedSet)
	for i := range s.maps {
		s.maps[i] = make(map[int]bool)
	}
	return s
}

func (s *stripedSet) Add(id int) {
	i := id % stripes
	s.locks[i].Lock()
	defer s.locks[i].Unlock()
	s.maps[i][id] = true // NORACE
}

func main() {
	s := newStripedSet()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := i; id < 400; id += 2 {
				s.Add(id)
			}
		}()
	}
	wg.Wait()
}
