// The starter gives the lock back itself: taking it again waits for nobody.
package main

import (
	"fmt"
	"sync"
)

func main() {
	words := map[string]int{}
	var ready sync.Mutex
	var done sync.WaitGroup
	done.Add(1)
	ready.Lock()
	go func() {
		defer done.Done()
		words["one"] = 1 // RACE! MG001|MG003
		ready.Lock()
		ready.Unlock()
	}()
	ready.Unlock()
	ready.Lock()
	fmt.Println(words["one"]) // RACE! MG001|MG003
	ready.Unlock()
	done.Wait()
}
