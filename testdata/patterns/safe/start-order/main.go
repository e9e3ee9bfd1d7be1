// The second goroutine is started by the first after its last write.
package main

import (
	"fmt"
	"sync"
)

func main() {
	plan := make(map[string]string)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		plan["first"] = "fetch"  // NORACE
		plan["second"] = "build" // NORACE
		go func() {
			defer wg.Done()
			for step, what := range plan { // NORACE
				fmt.Println(step, what)
			}
		}()
	}()
	wg.Wait()
}
