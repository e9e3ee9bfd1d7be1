// Two functions call each other around the map; one way in has no lock.
package main

import "sync"

type dir struct {
	name string
	subs []*dir
}

type scanner struct {
	mu   sync.Mutex
	size map[string]int
}

func (s *scanner) enter(d *dir, depth int) {
	s.size[d.name] += depth // RACE! MG003
	s.descend(d, depth+1)
}

func (s *scanner) descend(d *dir, depth int) {
	for _, sub := range d.subs {
		s.enter(sub, depth)
	}
}

func (s *scanner) Scan(root *dir) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.enter(root, 0)
}

func (s *scanner) ScanBelow(root *dir) {
	s.descend(root, 1)
}

func main() {
	home := &dir{name: "home", subs: []*dir{{name: "ada"}, {name: "bob", subs: []*dir{{name: "src"}}}}}
	s := &scanner{size: make(map[string]int)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			s.Scan(home)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			s.ScanBelow(home)
		}
	}()
	wg.Wait()
}
