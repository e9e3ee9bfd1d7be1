// The map is declared outside the loop: one map for all goroutines.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	words := make(map[string]int)
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				words[fmt.Sprint("word", n)] = i // RACE! MG001
			}
		}()
	}
	wg.Wait()
}
