// The lock is taken for each step of the walk; the walk itself has none.
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
	q.jobs[id] = &job{} // RACE! MG003
}

func (q *retryQueue) Tick() {
	for _, j := range q.jobs { // RACE! MG003
		q.mu.Lock()
		j.tries++
		q.mu.Unlock()
	}
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
