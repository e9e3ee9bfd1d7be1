// Subscribe takes the lock and gives it back itself when it returns, while the
// goroutine that it has started still reads.
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
	t.stored[id] = text // RACE! MG003
}

func (t *topic) replay(to chan<- string) {
	for _, text := range t.stored { // RACE! MG003
		to <- text
	}
}

func (t *topic) subscribe(all bool) <-chan string {
	t.mu.Lock()
	out := make(chan string, 1000)
	defer t.mu.Unlock()
	if !all {
		return out
	}
	t.sent.Add(1)
	go func() {
		defer t.sent.Done()
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
