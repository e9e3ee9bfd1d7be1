// A flag is switched in the map that is already published.
package main

import (
	"sync"
	"sync/atomic"
)

var flags atomic.Value // map[string]bool, never changed once stored

func enabled(name string) bool {
	m, _ := flags.Load().(map[string]bool)
	return m[name] // RACE! MG001
}

func reload(names ...string) {
	next := make(map[string]bool)
	for _, name := range names {
		next[name] = true // NORACE
	}
	flags.Store(next)
	next["default"] = true // RACE! MG001
}

func main() {
	reload("beta")
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			reload("beta", "dark")
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			enabled("beta")
		}
	}()
	wg.Wait()
}
