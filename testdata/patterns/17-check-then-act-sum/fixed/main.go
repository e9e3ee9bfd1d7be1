// The sum is read and stored under one lock.
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
	a.mu.Lock()
	balance := a.balances[name] // NORACE
	balance += amount
	a.balances[name] = balance // NORACE
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
