// The helper runs what it is given in a goroutine and waits for it, whichever
// function it is.
package main

import (
	"sync"
	"sync/atomic"
	"time"
)

func run(job func()) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		job()
	}()
	wg.Wait()
}

func ask(job func() int) int {
	result := make(chan int, 1)
	go func() {
		result <- job()
	}()
	return <-result
}

func poll(job func()) {
	var ready atomic.Pointer[string]
	go func() {
		job()
		ready.Store(new(string))
	}()
	for ready.Load() == nil {
		time.Sleep(time.Millisecond)
	}
}

func main() {
	words := map[string]int{}
	run(func() { println(words["one"]) }) // NORACE
	words["one"] = 1                      // NORACE
	run(func() { println("done") })
	println(ask(func() int { return len(words) })) // NORACE
	words["two"] = 2                               // NORACE
	println(ask(func() int { return 1 }))
	for i := range 3 {
		run(func() {
			words["three"] = i  // NORACE
			println(len(words)) // NORACE
		})
	}
	poll(func() { println(words["one"]) }) // NORACE
	poll(func() { println("done") })
}
