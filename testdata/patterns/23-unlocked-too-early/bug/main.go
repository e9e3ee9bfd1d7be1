// The lock is released before the last operation of the method.
package main

import (
	"fmt"
	"sync"
)

type inventory struct {
	mu    sync.Mutex
	units map[string]int
}

func (v *inventory) Receive(item string, n int) int {
	v.mu.Lock()
	v.units[item] += n // RACE! MG003
	v.mu.Unlock()
	return v.units[item] // RACE! MG003
}

func main() {
	v := &inventory{units: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				v.Receive(fmt.Sprint("box", n%5), i)
			}
		}()
	}
	wg.Wait()
}
