// The lock is held for the whole walk.
package main

import (
	"fmt"
	"sync"
)

type job struct{ tries int }

type retryQueue struct {
	mu   sync.Mutex
	jobs map[string]*job
}

func (q *retryQueue) Push(id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs[id] = &job{} // NORACE
}

func (q *retryQueue) Tick() {
	q.mu.Lock()
	for _, j := range q.jobs { // NORACE
		j.tries++
	}
	q.mu.Unlock()
}

func main() {
	q := &retryQueue{jobs: make(map[string]*job)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 200; i++ {
			q.Push(fmt.Sprint("mail-", i))
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 20; i++ {
			q.Tick()
		}
	}()
	wg.Wait()
}
