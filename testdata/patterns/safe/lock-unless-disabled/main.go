// Who promises to be alone can switch the lock off; all others have it.
package main

import (
	"fmt"
	"sync"
)

type wrapped struct {
	mu       sync.Mutex
	disabled bool
}

func (w *wrapped) Lock() {
	if !w.disabled {
		w.mu.Lock()
	}
}

func (w *wrapped) Unlock() {
	if !w.disabled {
		w.mu.Unlock()
	}
}

type logger struct {
	mu    wrapped
	hooks map[string]int
}

func (l *logger) add(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.hooks[name]++ // NORACE
}

func main() {
	l := &logger{hooks: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.add(fmt.Sprint("hook ", i))
		}()
	}
	wg.Wait()
}
