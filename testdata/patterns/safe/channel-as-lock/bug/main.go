// A buffered channel of capacity two lets two goroutines in.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	sem     chan struct{}
	balance map[string]int
}

func (a *account) add(currency string, n int) {
	a.sem <- struct{}{}
	a.balance[currency] += n // RACE! MG001
	<-a.sem
}

func main() {
	a := &account{sem: make(chan struct{}, 2), balance: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				a.add(fmt.Sprint("C", n%3), i)
			}
		}()
	}
	wg.Wait()
}
