// The helper runs the function twice, one after the other.
package main

import "sync"

func twice(job func()) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(job)
		wg.Wait()
	}
}

func main() {
	counts := map[string]int{}
	twice(func() { counts["one"] = 1 }) // NORACE
	twice(func() { println(len("two")) })
}
