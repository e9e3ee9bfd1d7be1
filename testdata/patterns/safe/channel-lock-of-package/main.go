// A channel in a variable of the package is a lock where it is made with room
// for one message.
package main

import (
	"fmt"
	"sync"
)

const slots = 1

var (
	sem  = make(chan struct{}, slots)
	hits = make(map[string]int)
)

func count(name string) {
	sem <- struct{}{}
	defer func() { <-sem }()
	hits[name]++ // NORACE
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
