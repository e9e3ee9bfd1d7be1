// Functions in a table are each run in a goroutine, and have captured or are given one map.
package main

import (
	"fmt"
	"sync"
)

type step struct {
	name string
	run  func(m map[string]int)
}

func oneCapturedMap(wg *sync.WaitGroup) {
	a := map[string]int{}
	hs := []func(){
		func() { a["a"]++ }, // RACE! MG001
		func() { a["b"]++ }, // RACE! MG001
	}
	for _, h := range hs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h()
		}()
	}
	wg.Wait()
	fmt.Println(a) // NORACE
}

func stepsAtOnce(wg *sync.WaitGroup) {
	p := map[string]int{}
	steps := []step{
		{"a", func(m map[string]int) { m["a"]++ }}, // RACE! MG001
		{"b", func(m map[string]int) { m["b"]++ }}, // RACE! MG001
	}
	for _, s := range steps {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.run(p)
		}()
	}
	wg.Wait()
}

func runAll(fns ...func()) {
	var wg sync.WaitGroup
	for _, f := range fns {
		wg.Go(f)
	}
	wg.Wait()
}

func noLock() {
	q := map[string]int{}
	runAll(func() {
		q["a"]++ // RACE! MG001
	}, func() {
		q["b"]++ // RACE! MG001
	})
}

type emitter struct{ hs []func(map[string]int) }

func (e *emitter) on(h func(map[string]int)) { e.hs = append(e.hs, h) }

func (e *emitter) emit(p map[string]int) {
	var wg sync.WaitGroup
	for _, h := range e.hs {
		wg.Go(func() { h(p) })
	}
	wg.Wait()
}

func onePayload() {
	e := &emitter{}
	e.on(func(p map[string]int) { p["h1"]++ }) // RACE! MG001
	e.on(func(p map[string]int) { p["h2"]++ }) // RACE! MG001
	e.emit(map[string]int{})
}

func main() {
	var wg sync.WaitGroup
	oneCapturedMap(&wg)
	stepsAtOnce(&wg)
	noLock()
	onePayload()
}
