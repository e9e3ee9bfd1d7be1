// A function is called twice with the same callback; its goroutine runs that,
// and is over when each call is.
package main

import "sync"

func inGoroutine(f func(string)) {
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		f("a")
	}()
	group.Wait()
}

func twice(visit func(string)) {
	visit("x")
	visit("y")
}

func visitAll(f func(string)) {
	twice(func(string) { inGoroutine(f) })
}

func count() {
	seen := map[string]int{}
	visitAll(func(s string) {
		seen[s]++ // NORACE
	})
}

func measure() {
	sizes := map[string]int{}
	visitAll(func(s string) {
		sizes[s] += len(s) // NORACE
	})
}

func main() {
	count()
	measure()
}
