// The second goroutine is started by the first before its last write.
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
		plan["first"] = "fetch" // NORACE
		go func() {
			defer wg.Done()
			for step, what := range plan { // RACE! MG001
				fmt.Println(step, what)
			}
		}()
		plan["second"] = "build" // RACE! MG001
	}()
	wg.Wait()
}
