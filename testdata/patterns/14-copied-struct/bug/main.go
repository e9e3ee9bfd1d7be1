// The copy has a mutex of its own and shares the map: the two locks exclude
// nothing. (go vet's copylocks complains about the copy, as it should.)
package main

import (
	"fmt"
	"sync"
)

type gauges struct {
	mu     sync.Mutex
	values map[string]int
}

func (g *gauges) Set(name string, v int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.values[name] = v // RACE! MG004
}

func (g *gauges) Sum() (sum int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, v := range g.values { // RACE! MG004
		sum += v
	}
	return sum
}

func main() {
	var base gauges
	base.values = map[string]int{"up": 1}
	view := base
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			base.Set(fmt.Sprint("queue-", i%9), i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			view.Sum()
		}
	}()
	wg.Wait()
}
