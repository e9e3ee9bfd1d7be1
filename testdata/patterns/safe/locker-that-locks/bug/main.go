// A table that several goroutines use is given something that does not lock.
package main

import (
	"fmt"
	"sync"
)

type idle struct{}

func (idle) Lock()   {}
func (idle) Unlock() {}

type table struct {
	lock sync.Locker
	rows map[int]int
}

func newTable(lock sync.Locker) *table {
	return &table{lock: lock, rows: make(map[int]int)}
}

func (t *table) add(row int) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.rows[row]++ // RACE! MG001
}

func main() {
	t := newTable(idle{})
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.add(i)
		}()
	}
	wg.Wait()
	fmt.Println(len(t.rows)) // NORACE
}
