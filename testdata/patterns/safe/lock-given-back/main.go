// The starter holds the lock when the worker begins; the worker gives it back
// when the result is complete, so that whoever takes it then comes later.
package main

import (
	"fmt"
	"sync"
)

func main() {
	words := map[string]int{}
	var ready sync.Mutex
	ready.Lock()
	go func() {
		words["one"] = 1 // NORACE
		ready.Unlock()
	}()
	ready.Lock()
	fmt.Println(words["one"]) // NORACE
	ready.Unlock()
}
