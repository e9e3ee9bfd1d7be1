// A goroutine has its object before others can find it, and still works on it when they do.
package main

import (
	"fmt"
	"sync"
)

type started struct{ n map[int]int }

var current *started

func (t *started) run(wg *sync.WaitGroup) {
	t.n[0]++ // RACE! MG001
	wg.Done()
}

func lookAtCurrent() {
	fmt.Println(current.n[1]) // RACE! MG001
}

type sent struct{ n map[int]int }

var (
	mu  sync.Mutex
	all = map[int]*sent{}
)

func work(jobs chan *sent, wg *sync.WaitGroup) {
	for t := range jobs {
		t.n[0]++ // RACE! MG001|MG005
	}
	wg.Done()
}

func lookAt(k int) {
	mu.Lock()
	t := all[k]
	mu.Unlock()
	fmt.Println(t.n[1]) // RACE! MG001|MG005
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	t := &started{map[int]int{}}
	go t.run(&wg)
	current = t
	lookAtCurrent()

	jobs := make(chan *sent)
	go work(jobs, &wg)
	for k := 0; k < 3; k++ {
		t := &sent{map[int]int{}}
		mu.Lock()
		all[k] = t
		mu.Unlock()
		jobs <- t
	}
	close(jobs)
	lookAt(0)
	wg.Wait()
}
