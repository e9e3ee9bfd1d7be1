// Looking at a row takes no lock, whichever type it is.
package main

import "sync"

type locker interface {
	Lock()
	Unlock()
	RLock()
	RUnlock()
}

// counted knows how often it was taken.
type counted struct {
	mu    sync.RWMutex
	times int
}

func (c *counted) Lock() {
	c.mu.Lock()
	c.times++
}

func (c *counted) Unlock() {
	c.times--
	c.mu.Unlock()
}

func (c *counted) RLock() { c.mu.RLock() }

func (c *counted) RUnlock() { c.mu.RUnlock() }

func newLocker(count bool) locker {
	if count {
		return &counted{}
	}
	return &sync.RWMutex{}
}

type table struct {
	lock locker
	rows map[string]int
}

func (t *table) add(key string) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.rows[key]++ // RACE! MG003
}

func (t *table) get(key string) int {
	return t.rows[key] // RACE! MG003
}

func main() {
	for _, count := range []bool{false, true} {
		t := &table{lock: newLocker(count), rows: map[string]int{}}
		var wg sync.WaitGroup
		wg.Add(2)
		go func() {
			defer wg.Done()
			t.add("a")
		}()
		go func() {
			defer wg.Done()
			t.add("b")
			_ = t.get("a")
		}()
		wg.Wait()
	}
}
