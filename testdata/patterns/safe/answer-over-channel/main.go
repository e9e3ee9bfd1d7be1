// One goroutine owns the state, and answers who asks for it with a copy.
package main

import "maps"

type actor struct {
	updates chan int
	queries chan chan map[string]int
	state   map[string]int
}

func (a *actor) run() {
	for {
		select {
		case u := <-a.updates:
			a.state["x"] = u // NORACE
		case q := <-a.queries:
			q <- maps.Clone(a.state)
		}
	}
}

func (a *actor) snapshot() map[string]int {
	q := make(chan map[string]int)
	a.queries <- q
	return <-q
}

func main() {
	a := &actor{updates: make(chan int), queries: make(chan chan map[string]int), state: map[string]int{}}
	go a.run()
	go func() {
		for i := range 1000 {
			a.updates <- i
		}
	}()
	for range 1000 {
		_ = a.snapshot()["x"] // NORACE
	}
}
