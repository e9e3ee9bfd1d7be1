// The variable and its maps are made anew in each turn of the loop.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		seen := make(map[string]bool)
		wg.Add(1)
		go func() {
			defer wg.Done()
			seen[fmt.Sprint("turn", i)] = true // NORACE
		}()
	}
	wg.Wait()
}
