// A channel in a variable of the package that lets several in: it bounds how many
// work at a time, and locks nothing.
package main

import (
	"fmt"
	"sync"
)

const slots = 3

var (
	sem  = make(chan struct{}, slots)
	hits = make(map[string]int)
)

func count(name string) {
	sem <- struct{}{}
	defer func() { <-sem }()
	hits[name]++ // RACE! MG001
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				count(fmt.Sprint("H", n%3))
			}
		}()
	}
	wg.Wait()
	fmt.Println(len(hits))
}
