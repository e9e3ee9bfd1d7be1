// Command serve keeps words behind a lock, so that both may come at once.
package main

import (
	"sync"

	feeder "example.org/patterns/safe/another-program/fixed"
)

type locked struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (l *locked) Put(word string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.seen[word] = true // NORACE
}

func main() {
	f := &feeder.Feeder{To: &locked{seen: map[string]bool{}}}
	f.Both()
}
