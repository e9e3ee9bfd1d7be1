// Two threads that miss a key store the same text: nothing is lost.
package main

import (
	"strings"
	"sync"
)

type names struct {
	mu    sync.RWMutex
	upper map[string]string
}

func (n *names) of(name string) string {
	n.mu.RLock()
	upper, ok := n.upper[name] // NORACE
	n.mu.RUnlock()
	if !ok {
		upper = strings.ToUpper(name)
		n.mu.Lock()
		n.upper[name] = upper // NORACE
		n.mu.Unlock()
	}
	return upper
}

func main() {
	n := &names{upper: map[string]string{}}
	var all sync.WaitGroup
	for range 2 {
		all.Add(1)
		go func() {
			defer all.Done()
			println(n.of("ada"))
		}()
	}
	all.Wait()
}
