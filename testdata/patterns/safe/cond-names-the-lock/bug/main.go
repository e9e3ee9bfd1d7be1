// The condition variable has a mutex of its own, which is not q.mu.
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
	q.ready = sync.NewCond(new(sync.Mutex))
	return q
}

func (q *queue) put(id int) {
	q.mu.Lock()
	q.tasks[id] = fmt.Sprint("task ", id) // RACE! MG004
	q.mu.Unlock()
	q.ready.Signal()
}

func (q *queue) take(id int) string {
	q.ready.L.Lock()
	defer q.ready.L.Unlock()
	for n := 0; n < 9 && q.tasks[id] == ""; n++ { // RACE! MG004
	}
	task := q.tasks[id] // RACE! MG004
	delete(q.tasks, id) // RACE! MG004
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
