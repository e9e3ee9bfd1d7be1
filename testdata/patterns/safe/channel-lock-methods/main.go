// A channel with room for one message is a lock, too, where one method sends
// and another one receives, as long as all who call them do that in turn.
package main

import (
	"context"
	"fmt"
	"sync"
)

type mutex chan struct{}

func (m mutex) Lock()   { m <- struct{}{} }
func (m mutex) Unlock() { <-m }

func (m mutex) LockUntil(ctx context.Context) error {
	select {
	case m <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type table struct {
	mu   mutex
	rows map[int]int
}

func (t *table) add(row int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows[row]++ // NORACE
}

func (t *table) drop(ctx context.Context, row int) error {
	if err := t.mu.LockUntil(ctx); err != nil {
		return err
	}
	delete(t.rows, row) // NORACE
	t.mu.Unlock()
	return nil
}

func main() {
	t := &table{mu: make(mutex, 1), rows: make(map[int]int)}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				t.add(n % 3)
				_ = t.drop(ctx, n%3)
			}
		}()
	}
	wg.Wait()
	t.mu.Lock()
	fmt.Println(len(t.rows)) // NORACE
	t.mu.Unlock()
}
