// A goroutine has its object before others can find it: it is over by then, or both hold the lock of the object.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	mu sync.Mutex
	n  map[int]int
}

func newJob() *job { return &job{n: map[int]int{}} }

func (j *job) fill(wg *sync.WaitGroup) {
	j.n[0]++ // NORACE
	wg.Done()
}

func (j *job) run() {
	j.mu.Lock()
	j.n[1]++ // NORACE
	j.mu.Unlock()
}

func (j *job) tell(done chan bool) {
	j.n[2]++ // NORACE
	close(done)
}

var (
	mu      sync.Mutex
	filled  = map[int]*job{}
	running = map[int]*job{}
	current *job
)

func look(all map[int]*job, k int) {
	mu.Lock()
	j := all[k]
	mu.Unlock()
	j.mu.Lock()
	fmt.Println(len(j.n)) // NORACE
	j.mu.Unlock()
}

func main() {
	var wg sync.WaitGroup
	j := newJob()
	wg.Add(1)
	go j.fill(&wg)
	wg.Wait()
	mu.Lock()
	filled[1] = j
	mu.Unlock()
	go look(filled, 1)

	j = newJob()
	go j.run()
	mu.Lock()
	running[1] = j
	mu.Unlock()
	look(running, 1)

	done := make(chan bool)
	j = newJob()
	go j.tell(done)
	<-done
	current = j
	fmt.Println(current.n[2]) // NORACE
}
