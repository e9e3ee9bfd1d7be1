// Nobody waits for the goroutine of a call.
package main

import "sync"

func inGoroutine(f func(string)) {
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		f("a")
	}()

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
		seen[s]++ // RACE! MG001
	})
}

func measure() {
	sizes := map[string]int{}
	visitAll(func(s string) {
		sizes[s] += len(s) // RACE! MG001
	})
}

func main() {
	count()
	measure()
}
