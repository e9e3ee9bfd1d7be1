// The sum is read under the read lock and stored under the write lock: what
// another goroutine adds in between is lost.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu       sync.RWMutex
	balances map[string]int
}

func (a *account) add(name string, amount int) {
	a.mu.RLock()
	balance := a.balances[name] // RACE! MG006
	a.mu.RUnlock()
	balance += amount
	a.mu.Lock()
	a.balances[name] = balance // RACE! MG006
	a.mu.Unlock()
}

func main() {
	a := &account{balances: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.add("all", i)
		}()
	}
	wg.Wait()
	fmt.Println(a.balances["all"])
}
