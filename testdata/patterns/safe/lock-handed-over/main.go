// Subscribe takes the lock and leaves it to the goroutine that it starts, which
// gives it back when the stored messages are sent.
package main

import (
	"fmt"
	"sync"
)

type topic struct {
	mu     sync.RWMutex
	stored map[int]string
	sent   sync.WaitGroup
}

func (t *topic) publish(id int, text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stored[id] = text // NORACE
}

func (t *topic) replay(to chan<- string) {
	for _, text := range t.stored { // NORACE
		to <- text
	}
}

func (t *topic) subscribe(all bool) <-chan string {
	t.mu.Lock()
	out := make(chan string, 1000)
	if !all {
		defer t.mu.Unlock()
		return out
	}
	t.sent.Add(1)
	go func() {
		defer t.sent.Done()
		defer t.mu.Unlock()
		t.replay(out)
	}()
	return out
}

func main() {
	t := &topic{stored: make(map[int]string)}
	go func() {
		for id := 0; id < 100; id++ {
			t.publish(id, fmt.Sprint("message ", id))
		}
	}()
	for i := 0; i < 10; i++ {
		t.subscribe(i%2 == 0)
	}
	t.sent.Wait()
}
