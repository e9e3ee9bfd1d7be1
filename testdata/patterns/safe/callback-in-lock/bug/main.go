// Who runs the function that it was given lets go of the lock for it.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	mu   sync.Mutex
	runs int
}

// do counts the runs of f under the lock.
func (t *table) do(f func()) {
	t.mu.Lock()
	t.runs++
	t.after(f)
	t.mu.Unlock()
}

// after is called with the lock held, and gives it back while f runs.
func (t *table) after(f func()) {
	t.mu.Unlock()
	f()
	t.mu.Lock()
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
				rows[fmt.Sprint("row", i)]++ // RACE! MG001|MG002|MG003
			})
		}()
	}
	wg.Wait()
	fmt.Println(len(rows), t.runs)
}
