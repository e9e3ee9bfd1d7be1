// Every call has a mutex of its own, which has the same name but no effect.
package main

import (
	"fmt"
	"sync"
)

var visits = make(map[string]int)

func visit(page string) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	visits[page]++ // RACE! MG004
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
