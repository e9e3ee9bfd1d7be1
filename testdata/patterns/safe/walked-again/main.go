// Each goroutine of a walk has an object of its own. Whoever walks the same list again waits for the first walk's
// goroutines, holds the lock of the object, or finds other objects there.
package main

import (
	"fmt"
	"sync"
)

type sub struct {
	mu sync.Mutex
	n  map[int]int
}

func (s *sub) run(wg *sync.WaitGroup) {
	s.n[0]++ // NORACE
	wg.Done()
}

func (s *sub) runLocked(wg *sync.WaitGroup) {
	s.mu.Lock()
	s.n[0]++ // NORACE
	s.mu.Unlock()
	wg.Done()
}

func (s *sub) tell(done chan bool) {
	s.n[0]++ // NORACE
	done <- true
}

func newSub() *sub { return &sub{n: map[int]int{}} }

func once(subs []*sub, wg *sync.WaitGroup) {
	for _, s := range subs {
		wg.Add(1)
		go s.run(wg)
	}
}

func waiting(subs []*sub, rounds int) {
	for i := 0; i < rounds; i++ {
		var wg sync.WaitGroup
		for _, s := range subs {
			wg.Add(1)
			go s.run(&wg)
		}
		wg.Wait()
	}
}

func hearing(subs []*sub, rounds int) {
	done := make(chan bool)
	for i := 0; i < rounds; i++ {
		for _, s := range subs {
			go s.tell(done)
		}
		for range subs {
			<-done
		}
	}
}

func locking(subs []*sub, wg *sync.WaitGroup) {
	for _, s := range subs {
		wg.Add(1)
		go s.runLocked(wg)
	}
	for _, s := range subs {
		wg.Add(1)
		go s.runLocked(wg)
	}
}

func phases(subs []*sub) {
	var wg sync.WaitGroup
	for _, s := range subs {
		wg.Add(1)
		go s.run(&wg)
	}
	wg.Wait()
	for _, s := range subs {
		fmt.Println(s.n[0]) // NORACE
	}
}

type batch struct{ waiting map[int]*sub }

func (b *batch) others(rounds int, wg *sync.WaitGroup) {
	for i := 0; i < rounds; i++ {
		for k, s := range b.waiting {
			wg.Add(1)
			go s.run(wg)
			delete(b.waiting, k)
		}
		b.waiting[i] = newSub()
	}
}

// Those that were not there the first time.
func fresh(rounds int, wg *sync.WaitGroup) {
	for i := 0; i < rounds; i++ {
		subs := []*sub{newSub(), newSub()}
		for _, s := range subs {
			wg.Add(1)
			go s.run(wg)
		}
	}
}

func main() {
	var wg sync.WaitGroup
	once([]*sub{newSub(), newSub()}, &wg)
	waiting([]*sub{newSub(), newSub()}, 2)
	hearing([]*sub{newSub(), newSub()}, 2)
	locking([]*sub{newSub(), newSub()}, &wg)
	phases([]*sub{newSub(), newSub()})
	(&batch{map[int]*sub{}}).others(3, &wg)
	fresh(2, &wg)
	wg.Wait()
}
