// Package txn is a transaction of one user, who may lock keys from several
// goroutines. The lock of Lock keeps out Lock, and nothing else takes it: what
// the other methods do comes before or after.
package txn

import (
	"fmt"
	"sync"
)

// Txn collects keys and commits them.
type Txn struct {
	mu     sync.Mutex // for Lock beside Lock
	keys   map[string]int
	failed bool
}

// New begins a transaction.
func New() *Txn { return &Txn{keys: make(map[string]int)} }

// Lock adds a key.
func (t *Txn) Lock(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.failed {
		t.add(key)
	}
}

func (t *Txn) add(key string) {
	t.keys[key]++ // NORACE
}

// String describes the transaction.
func (t *Txn) String() string {
	return fmt.Sprint(len(t.keys), " keys") // NORACE
}

// Commit ends the transaction; what is sent goes on behind it.
func (t *Txn) Commit() int {
	n := 0
	for _, times := range t.keys { // NORACE
		n += times
	}
	go t.send()
	return n
}

func (t *Txn) send() { t.failed = false }
