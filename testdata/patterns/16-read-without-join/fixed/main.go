// The results are read after the join.
package main

import (
	"fmt"
	"sync"
)

func probe(host string) int { return len(host) * 10 }

func probeAll(hosts []string) int {
	var (
		mu      sync.Mutex
		wg      sync.WaitGroup
		latency = make(map[string]int)
	)
	for _, host := range hosts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ms := probe(host)
			mu.Lock()
			defer mu.Unlock()
			latency[host] = ms // NORACE
		}()
	}
	wg.Wait()
	worst := 0
	for _, ms := range latency { // NORACE
		worst = max(worst, ms)
	}
	return worst
}

func main() {
	fmt.Println(probeAll([]string{"alpha", "beta", "gamma", "delta", "epsilon"}))
}
