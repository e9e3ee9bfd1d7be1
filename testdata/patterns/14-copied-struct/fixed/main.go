// Both names mean the same struct, so there is one mutex for the one map.
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
	g.values[name] = v // NORACE
}

func (g *gauges) Sum() (sum int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, v := range g.values { // NORACE
		sum += v
	}
	return sum
}

func main() {
	var base gauges
	base.values = map[string]int{"up": 1}
	view := &base
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
