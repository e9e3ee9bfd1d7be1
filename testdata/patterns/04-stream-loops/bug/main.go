// A file transfer with a send loop and a receive loop, one goroutine each. Both
// change the progress map of the one transfer.
package main

import (
	"fmt"
	"sync"
)

type transfer struct {
	progress map[string]int
	acks     chan string
}

func (t *transfer) sendLoop(names []string) {
	defer close(t.acks)
	for _, name := range names {
		if t.progress[name] == 0 { // RACE! MG001
			t.progress[name] = 1 // RACE! MG001
		}
		t.acks <- name
	}
}

func (t *transfer) recvLoop() {
	for name := range t.acks {
		delete(t.progress, name) // RACE! MG001
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
