// A setting of the whole process says which of two locks is taken, also around
// code that somebody else runs.
package main

import (
	"fmt"
	"os"
	"sync"
)

var debug bool

func init() {
	debug = os.Getenv("DEBUG_LOCKS") != ""
}

type mutex struct {
	traced sync.Mutex
	plain  sync.RWMutex
}

func (m *mutex) Lock() {
	if debug {
		m.traced.Lock()
	} else {
		m.plain.Lock()
	}
}

func (m *mutex) Unlock() {
	if debug {
		m.traced.Unlock()
	} else {
		m.plain.Unlock()
	}
}

func each(n int, f func(int)) {
	for i := 0; i < n; i++ {
		f(i)
	}
}

func main() {
	var mu mutex
	rows := make(map[string]int)
	var wg sync.WaitGroup
	for w := 0; w < 3; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			each(4, func(i int) {
				rows[fmt.Sprint("row", i)]++ // NORACE
			})
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(len(rows)) // NORACE
}
