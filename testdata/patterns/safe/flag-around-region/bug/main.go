// The flag is looked at and put up in two steps: two goroutines can find it down.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type sampler struct {
	busy    int32
	samples map[string]int
}

func (s *sampler) sample(name string) bool {
	if atomic.LoadInt32(&s.busy) != 0 {
		return false
	}
	atomic.StoreInt32(&s.busy, 1)
	defer atomic.StoreInt32(&s.busy, 0)
	s.samples[name]++ // RACE! MG001
	return true
}

func (s *sampler) reset() {
	for !atomic.CompareAndSwapInt32(&s.busy, 0, 1) {
	}
	clear(s.samples) // RACE! MG001
	atomic.StoreInt32(&s.busy, 0)
}

var shared = sampler{samples: make(map[string]int)}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 500; n++ {
				shared.sample(fmt.Sprint("cpu", i%2))
			}
			shared.reset()
		}()
	}
	wg.Wait()
}
