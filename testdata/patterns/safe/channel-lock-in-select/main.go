// A channel of capacity one is a lock in the arm of a select, too: where the
// arm was chosen, the token is in the channel until it is taken back.
package main

import (
	"context"
	"fmt"
	"sync"
)

type account struct {
	sem     chan struct{}
	balance map[string]int
}

// tryAdd gives up when somebody else is at it.
func (a *account) tryAdd(currency string, n int) bool {
	select {
	case a.sem <- struct{}{}:
	default:
		return false
	}
	defer func() { <-a.sem }()
	a.balance[currency] += n // NORACE
	return true
}

// add waits until the context ends.
func (a *account) add(ctx context.Context, currency string, n int) error {
	select {
	case a.sem <- struct{}{}:
		a.balance[currency] += n // NORACE
		<-a.sem
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func main() {
	a := &account{sem: make(chan struct{}, 1), balance: make(map[string]int)}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				name := fmt.Sprint("C", n%3)
				if !a.tryAdd(name, i) {
					_ = a.add(ctx, name, i)
				}
			}
		}()
	}
	wg.Wait()
}
