// The lock is a parameter, and all callers give the same one.
package main

import (
	"fmt"
	"sync"
)

func vote(mu *sync.Mutex, votes map[string]int, name string) {
	mu.Lock()
	defer mu.Unlock()
	votes[name]++ // NORACE
}

func main() {
	votes := make(map[string]int)
	mu := new(sync.Mutex)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				vote(mu, votes, fmt.Sprint("candidate", n%3))
			}
		}()
	}
	wg.Wait()
	fmt.Println(len(votes)) // NORACE
}
