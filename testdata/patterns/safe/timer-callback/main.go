// time.AfterFunc runs its function in a goroutine; both sides take the mutex.
package main

import (
	"fmt"
	"sync"
	"time"
)

type leases struct {
	mu   sync.Mutex
	wg   sync.WaitGroup
	open map[string]bool
}

func (l *leases) grant(name string) {
	l.mu.Lock()
	l.open[name] = true // NORACE
	l.mu.Unlock()
	l.wg.Add(1)
	time.AfterFunc(time.Microsecond, func() {
		defer l.wg.Done()
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.open, name) // NORACE
	})
}

func main() {
	l := &leases{open: make(map[string]bool)}
	for i := 0; i < 100; i++ {
		l.grant(fmt.Sprint("lease", i))
	}
	l.wg.Wait()
	fmt.Println(len(l.open)) // NORACE
}
