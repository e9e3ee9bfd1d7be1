// The read comes before the join.
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
			primes[n] = true // RACE! MG001
			for p := 2; p*p <= n; p++ {
				if n%p == 0 {
					primes[n] = false // RACE! MG001
				}
			}
		}
	}()
	fmt.Println(len(primes)) // RACE! MG001
	wg.Wait()
	fmt.Println(len(primes)) // NORACE
}
