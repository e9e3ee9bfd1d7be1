// Package txn is a transaction that several goroutines use: Lock and Commit take
// its lock for the keys, String forgets it.
package txn

import (
	"fmt"
	"sync"
)

// Txn collects keys and commits them.
type Txn struct {
	mu     sync.Mutex // guards keys
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
	t.keys[key]++ // RACE! MG003
}

// String describes the transaction.
func (t *Txn) String() string {
	return fmt.Sprint(len(t.keys), " keys") // RACE! MG003
}

// Commit ends the transaction; what is sent goes on behind it.
func (t *Txn) Commit() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := 0
	for _, times := range t.keys { // NORACE
		n += times
	}
	go t.send()
	return n
}

func (t *Txn) send() { t.failed = false }
