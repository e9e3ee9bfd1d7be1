// One caller goes past withLock.
package main

import (
	"fmt"
	"sync"
)

type scores struct {
	mu     sync.Mutex
	points map[string]int
}

func (s *scores) withLock(f func(points map[string]int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s.points)
}

func (s *scores) win(team string) {
	s.withLock(func(points map[string]int) { points[team] += 3 }) // RACE! MG003
}

func (s *scores) draw(a, b string) {
	func(points map[string]int) {
		points[a]++ // RACE! MG003
		points[b]++ // RACE! MG003
	}(s.points)
}

func main() {
	s := &scores{points: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				s.win(fmt.Sprint("team", i))
				s.draw("home", "away")
			}
		}()
	}
	wg.Wait()
}
