// The results are read before the goroutines that fill them are waited for.
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
			latency[host] = ms // RACE! MG003
		}()
	}
	worst := 0
	for _, ms := range latency { // RACE! MG003
		worst = max(worst, ms)
	}
	wg.Wait()
	return worst
}

func main() {
	fmt.Println(probeAll([]string{"alpha", "beta", "gamma", "delta", "epsilon"}))
}
