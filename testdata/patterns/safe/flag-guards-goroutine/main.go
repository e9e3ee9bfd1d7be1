// Who finds the flag down starts the goroutine, which takes it down again as its last act: one at a time.
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
	defer c.running.Store(false)
	c.swept[name]++ // NORACE
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
