// Jobs go from the producer to one of the workers, and from there to who sums
// up: each has one owner at a time.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	id   int
	tags map[string]int
}

type pool struct {
	jobs, done chan *job
}

func (p *pool) worker(wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range p.jobs {
		j.tags["worked"] = j.id // NORACE
		p.finish(j)
	}
}

func (p *pool) finish(j *job) {
	j.tags["finished"] = 1 // NORACE
	p.done <- j
}

func main() {
	p := &pool{jobs: make(chan *job), done: make(chan *job, 4)}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go p.worker(&wg)
	}
	go func() {
		for i := range 100 {
			j := &job{i, make(map[string]int)}
			j.tags["made"] = 1 // NORACE
			p.jobs <- j
		}
		close(p.jobs)
		wg.Wait()
		close(p.done)
	}()
	sum := 0
	for j := range p.done {
		j.tags["seen"] = 1          // NORACE
		sum += len(j.tags) - j.id%2 // NORACE
	}
	fmt.Println(sum)
}
