// Two ledgers of one type, each with its own map and its own lock.
package main

import (
	"fmt"
	"sync"
)

type ledger struct {
	mu      sync.Mutex
	entries map[string]int
}

func (l *ledger) Book(account string, cents int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries[account] += cents // NORACE
}

func main() {
	sales := &ledger{entries: make(map[string]int)}
	costs := &ledger{entries: make(map[string]int)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			sales.Book(fmt.Sprint("shop", i%3), i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			costs.Book(fmt.Sprint("rent", i%3), -i)
		}
	}()
	wg.Wait()
}
