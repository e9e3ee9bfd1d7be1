// init functions run one after another, before main and its goroutines.
package main

import "sync"

var factor = map[string]float64{"m": 1}

func init() {
	factor["km"] = 1000 // NORACE
}

func init() {
	factor["cm"] = 0.01 // NORACE
}

func main() {
	var wg sync.WaitGroup
	for _, unit := range []string{"m", "km", "cm"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = factor[unit] * 2 // NORACE
		}()
	}
	wg.Wait()
}
