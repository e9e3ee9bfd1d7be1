// The lock is taken when the table is shared, and a table is handed to
// goroutines only when it is shared.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	mu     sync.Mutex
	shared bool
	strict bool
	rows   map[string]int
}

func (t *table) put(key string, n int) {
	if t.shared {
		t.mu.Lock()
	}
	t.rows[key] = n // NORACE
	if t.shared {
		t.mu.Unlock()
	}
}

func main() {
	private := &table{rows: make(map[string]int)}
	private.put("only", 1)

	shared := &table{shared: true, rows: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				shared.put(fmt.Sprint("row", n), i)
			}
		}()
	}
	wg.Wait()
}
