// A file transfer with a send loop and a receive loop which share a mutex.
package main

import (
	"fmt"
	"sync"
)

type transfer struct {
	mu       sync.Mutex
	progress map[string]int
	acks     chan string
}

func (t *transfer) sendLoop(names []string) {
	defer close(t.acks)
	for _, name := range names {
		t.mu.Lock()
		if t.progress[name] == 0 { // NORACE
			t.progress[name] = 1 // NORACE
		}
		t.mu.Unlock()
		t.acks <- name
	}
}

func (t *transfer) recvLoop() {
	for name := range t.acks {
		t.mu.Lock()
		delete(t.progress, name) // NORACE
		t.mu.Unlock()
	}
}

func main() {
	t := &transfer{progress: make(map[string]int), acks: make(chan string, 4)}
	var names []string
	for i := 0; i < 200; i++ {
		names = append(names, fmt.Sprintf("part-%03d", i))
	}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		t.sendLoop(names)
	}()
	go func() {
		defer wg.Done()
		t.recvLoop()
	}()
	wg.Wait()
	fmt.Println("left:", len(t.progress)) // NORACE
}
