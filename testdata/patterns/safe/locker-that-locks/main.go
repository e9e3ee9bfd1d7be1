// A table is given something that locks, because several goroutines use it.
package main

import (
	"fmt"
	"sync"
)

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
	t.rows[row]++ // NORACE
}

func main() {
	t := newTable(&sync.Mutex{})
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
