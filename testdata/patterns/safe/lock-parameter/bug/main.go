// The lock is a parameter, and every caller gives another one.
package main

import (
	"fmt"
	"sync"
)

func vote(mu *sync.Mutex, votes map[string]int, name string) {
	mu.Lock()
	defer mu.Unlock()
	votes[name]++ // RACE! MG004
}

func main() {
	votes := make(map[string]int)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		mu := new(sync.Mutex)
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
