// The goroutine is the only writer, and the read comes after the join.
package main

import (
	"fmt"
	"sync"
)

func main() {
	primes := make(map[int]bool)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for n := 2; n < 200; n++ {
			primes[n] = true // NORACE
			for p := 2; p*p <= n; p++ {
				if n%p == 0 {
					primes[n] = false // NORACE
				}
			}
		}
	}()
	wg.Wait()
	fmt.Println(len(primes)) // NORACE
}
