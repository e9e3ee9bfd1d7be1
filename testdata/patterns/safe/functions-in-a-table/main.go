// Functions in a table are each run in a goroutine: they have a map each, come one after the other, or hold one lock.
package main

import (
	"fmt"
	"sync"
)

type step struct {
	name string
	run  func(m map[string]int)
}

func separateMaps(wg *sync.WaitGroup) {
	a, b := map[string]int{}, map[string]int{}
	hs := []func(){
		func() { a["a"]++ }, // NORACE
		func() { b["b"]++ }, // NORACE
	}
	for _, h := range hs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h()
		}()
	}
	wg.Wait()
	fmt.Println(a, b) // NORACE
}

func stepsInTurn(wg *sync.WaitGroup) {
	p := map[string]int{}
	steps := []step{
		{"a", func(m map[string]int) { m["a"]++ }}, // NORACE
		{"b", func(m map[string]int) { m["b"]++ }}, // NORACE
	}
	for _, s := range steps {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.run(p)
		}()
		wg.Wait()
	}
}

// runAll runs all at the same time, runInTurn each when the one before is over.
func runAll(fns ...func()) {
	var wg sync.WaitGroup
	for _, f := range fns {
		wg.Go(f)
	}
	wg.Wait()
}

func runInTurn(fns ...func()) {
	for _, f := range fns {
		var wg sync.WaitGroup
		wg.Go(f)
		wg.Wait()
	}
}

func oneLock() {
	var mu sync.Mutex
	p := map[string]int{}
	runAll(func() {
		mu.Lock()
		p["a"]++ // NORACE
		mu.Unlock()
	}, func() {
		mu.Lock()
		p["b"]++ // NORACE
		mu.Unlock()
	})
}

func phases() {
	p, q := map[string]int{}, map[string]int{}
	runAll(func() { p["a"]++ }, func() { q["a"]++ })    // NORACE
	runAll(func() { p["b"]++ }, func() { q["b"]++ })    // NORACE
	runInTurn(func() { p["c"]++ }, func() { p["d"]++ }) // NORACE
}

func mapForEach() {
	var fns []func()
	for i := range 3 {
		m := map[int]int{}
		fns = append(fns, func() { m[i]++ }) // NORACE
	}
	runAll(fns...)
	var wg sync.WaitGroup
	for _, f := range fns {
		wg.Go(f)
	}
	wg.Wait()
}

// A round of the loop begins when all of the one before are over.
func rounds() {
	p, q := map[string]int{}, map[string]int{}
	for len(p) < 3 {
		runAll(func() { p["a"]++ }, func() { q["a"]++ }) // NORACE
	}
}

type emitter struct{ hs []func(map[string]int) }

func (e *emitter) on(h func(map[string]int)) { e.hs = append(e.hs, h) }

func (e *emitter) emit(p map[string]int) {
	for _, h := range e.hs {
		h(p)
	}
}

func oneThread(wg *sync.WaitGroup) {
	e := &emitter{}
	e.on(func(p map[string]int) { p["h1"]++ }) // NORACE
	e.on(func(p map[string]int) { p["h2"]++ }) // NORACE
	wg.Go(func() { e.emit(map[string]int{}) })
	wg.Wait()
}

func main() {
	var wg sync.WaitGroup
	separateMaps(&wg)
	stepsInTurn(&wg)
	oneLock()
	phases()
	rounds()
	mapForEach()
	oneThread(&wg)
}
