// The one mutex has two names: q.mu, and q.ready.L.
package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu    sync.Mutex
	ready *sync.Cond
	tasks map[int]string
}

func newQueue() *queue {
	q := &queue{tasks: make(map[int]string)}
	q.ready = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(id int) {
	q.mu.Lock()
	q.tasks[id] = fmt.Sprint("task ", id) // NORACE
	q.mu.Unlock()
	q.ready.Signal()
}

func (q *queue) take(id int) string {
	q.ready.L.Lock()
	defer q.ready.L.Unlock()
	for q.tasks[id] == "" { // NORACE
		q.ready.Wait()
	}
	task := q.tasks[id] // NORACE
	delete(q.tasks, id) // NORACE
	return task
}

func main() {
	q := newQueue()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for id := 0; id < 100; id++ {
			q.put(id)
		}
	}()
	go func() {
		defer wg.Done()
		for id := 0; id < 100; id++ {
			q.take(id)
		}
	}()
	wg.Wait()
}
