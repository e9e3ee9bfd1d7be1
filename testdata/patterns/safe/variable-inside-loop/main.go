// The variable is declared inside the loop: a map for each goroutine.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		words := make(map[string]int)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				words[fmt.Sprint("word", n)] = i // NORACE
			}
		}()
	}
	wg.Wait()
}
