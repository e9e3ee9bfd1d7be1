// The helper runs the function twice at once.
package main

import "sync"

func twice(job func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(job)
	}
	wg.Wait()
}

func main() {
	counts := map[string]int{}
	twice(func() { counts["one"] = 1 }) // RACE! MG001
	twice(func() { println(len("two")) })
}
