// Every kind of function prints the name under which the Go runtime knows it.
package main

import (
	"runtime"
	"sync"
)

var wg sync.WaitGroup
var mu sync.Mutex

func where() {
	pc := make([]uintptr, 1)
	runtime.Callers(2, pc)
	f, _ := runtime.CallersFrames(pc).Next()
	mu.Lock()
	println(f.Function)
	mu.Unlock()
}

func callers() {
	pc := make([]uintptr, 20)
	n := runtime.Callers(2, pc)
	frames := runtime.CallersFrames(pc[:n])
	mu.Lock()
	for {
		f, more := frames.Next()
		println(f.Function)
		if !more {
			break
		}
	}
	mu.Unlock()
}

var global = func() int { where(); return func() int { where(); return 1 }() }
var other = map[string]func(){"a": func() { where() }, "b": where}

type T struct{ n int }

func (t *T) P(n int) { where(); func() { where(); func() { where() }() }() }
func (t T) V()       { where() }

type G[K any] struct{ k K }

func (g *G[K]) M() { where(); func() { where() }() }
func F[K any](k K) { where(); func() { where() }() }

type I interface{ V() }
type E struct{ *T }

func seq(yield func(int) bool) { yield(1) }

func loops() {
	for range seq {
		where()
		func() { where() }()
		for range seq {
			where()
			defer func() { where() }()
		}
	}
	func() { where() }()
}

func one(n int) { callers(); wg.Done() }
func two() int  { callers(); wg.Done(); return 1 }

func spawns(t *T) {
	wg.Add(6)
	go one(1)
	go two()
	go func() { callers(); wg.Done() }()
	go func(n int) { callers(); wg.Done() }(2)
	func() {
		go one(2)
		func() { go one(3) }()
	}()
	wg.Wait()
}

func defers(t *T) {
	defer t.P(1)
	defer where()
	defer wg.Add(0)
	wg.Add(1)
	go one(1)
	wg.Wait()
}

func bound(t *T) {
	f := t.P
	f(1)
	g := t.V
	g()
	h := (*T).P
	h(t, 1)
}

func init() { where(); func() { where() }() }
func init() { where() }

func main() {
	global()
	other["a"]()
	other["b"]()
	t := &T{}
	t.P(1)
	var i I = E{t}
	i.V()
	i = t
	i.V()
	(&G[int]{}).M()
	F("x")
	loops()
	spawns(t)
	defers(t)
	bound(t)
}
