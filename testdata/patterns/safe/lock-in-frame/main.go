// One mutex for all calls.
package main

import (
	"fmt"
	"sync"
)

var visits = make(map[string]int)

var mu sync.Mutex

func visit(page string) {
	mu.Lock()
	defer mu.Unlock()
	visits[page]++ // NORACE
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				visit(fmt.Sprint("/page/", n%5))
			}
		}()
	}
	wg.Wait()
}
