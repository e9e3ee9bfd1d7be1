// A helper starts a goroutine and goes on with the map: one of its callers
// has given the lock back by then.
package main

import (
	"fmt"
	"sync"
)

type lookups struct {
	mu      sync.Mutex
	pending map[int]bool
	answers sync.WaitGroup
}

// Find must not be called with the lock held.
func (l *lookups) Find(key int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sendLocked(key)
}

// Again looks for a key once more.
func (l *lookups) Again(key int) {
	l.mu.Lock()
	known := l.pending[key]
	l.mu.Unlock()
	if !known {
		l.sendLocked(key)
	}
}

// sendLocked must be called with the lock held.
func (l *lookups) sendLocked(key int) {
	l.answers.Add(1)
	go l.answer(key)
	l.pending[key] = true // RACE! MG003
}

func (l *lookups) answer(key int) {
	defer l.answers.Done()
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.pending, key) // RACE! MG003
}

func main() {
	l := &lookups{pending: make(map[int]bool)}
	for i := 0; i < 10; i++ {
		l.Find(i)
	}
	l.Again(3)
	l.answers.Wait()
	fmt.Println(len(l.pending))
}
