// Who runs the function that it was given holds the lock all the time.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	mu   sync.Mutex
	runs int
}

// do runs f under the lock.
func (t *table) do(f func()) {
	t.mu.Lock()
	t.runs++
	t.after(f)
	t.mu.Unlock()
}

// after is called with the lock held.
func (t *table) after(f func()) {
	f()
}

func main() {
	t := &table{}
	rows := make(map[string]int)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.do(func() {
				rows[fmt.Sprint("row", i)]++ // NORACE
			})
		}()
	}
	wg.Wait()
	fmt.Println(len(rows), t.runs) // NORACE
}
