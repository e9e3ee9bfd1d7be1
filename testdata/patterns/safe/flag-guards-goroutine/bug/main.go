// The goroutine takes the flag down before it works: the next one can be started beside it.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type cleaner struct {
	running atomic.Bool
	swept   map[string]int
	wg      sync.WaitGroup
}

func (c *cleaner) kick(name string) {
	if !c.running.CompareAndSwap(false, true) {
		return
	}
	c.wg.Add(1)
	go c.sweep(name)
}

func (c *cleaner) sweep(name string) {
	defer c.wg.Done()
	c.running.Store(false)
	c.swept[name]++ // RACE! MG001
}

var shared = cleaner{swept: make(map[string]int)}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 500; n++ {
				shared.kick(fmt.Sprint("tenant", i%2))
			}
		}()
	}
	wg.Wait()
	shared.wg.Wait()
}
