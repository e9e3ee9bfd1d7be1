// One map goes to every worker with its job, and who has sent a job on still
// writes into it.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	id   int
	tags map[string]int
	all  map[string]int
}

type pool struct {
	jobs, done chan *job
}

func (p *pool) worker(wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range p.jobs {
		j.all["worked"] = j.id // RACE! MG001
		p.done <- j
		j.tags["finished"] = 1 // RACE! MG001
	}
}

func main() {
	p := &pool{jobs: make(chan *job), done: make(chan *job, 4)}
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go p.worker(&wg)
	}
	go func() {
		all := make(map[string]int)
		for i := range 100 {
			p.jobs <- &job{i, make(map[string]int), all}
		}
		close(p.jobs)
		wg.Wait()
		close(p.done)
	}()
	sum := 0
	for j := range p.done {
		sum += j.id
	}
	fmt.Println(sum)
}
