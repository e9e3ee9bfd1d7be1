// The function that gives the lock back works on another channel as well, which
// has room for two. It does give it back: what comes behind it is not locked.
package main

import (
	"fmt"
	"sync"
)

type table struct {
	lock chan struct{}
	rows map[string]int
}

func acquire(c chan struct{}) { c <- struct{}{} }

func release(c chan struct{}) { <-c }

func (t *table) add(done *sync.WaitGroup) {
	defer done.Done()
	t.lock <- struct{}{}
	t.rows["in"]++
	release(t.lock)
	t.rows["behind"]++ // RACE! MG001|MG003
}

func main() {
	slots := make(chan struct{}, 2)
	acquire(slots)
	release(slots)
	t := &table{lock: make(chan struct{}, 1), rows: map[string]int{}}
	acquire(t.lock)
	release(t.lock)
	var done sync.WaitGroup
	done.Add(2)
	go t.add(&done)
	go t.add(&done)
	done.Wait()
	fmt.Println(len(t.rows))
}
