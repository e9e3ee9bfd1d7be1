// Each turn makes a map, but the goroutines reach it through one variable.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var seen map[string]bool
	for i := 0; i < 4; i++ {
		seen = make(map[string]bool) // RACE! MG008
		wg.Add(1)
		go func() {
			defer wg.Done()
			seen[fmt.Sprint("turn", i)] = true // RACE! MG001|MG008
		}()
	}
	wg.Wait()
}
