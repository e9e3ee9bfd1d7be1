// The helpers wait for nothing, for something else, or run several at once.
package main

import (
	"sync"
	"time"
)

func run(job func()) {
	var wg sync.WaitGroup
	go func() {
		wg.Add(1)
		defer wg.Done()
		job()
	}()
	wg.Wait()
}

func ask(job func() int) int {
	result := make(chan int, 1)
	go func() {
		result <- 0
		job()
	}()
	return <-result
}

func both(a, b func()) {
	var wg sync.WaitGroup
	wg.Go(a)
	wg.Go(b)
	wg.Wait()
}

func main() {
	words := map[string]int{}
	run(func() { println(words["one"]) }) // RACE! MG001
	words["one"] = 1                      // RACE! MG001
	run(func() { println("done") })
	sizes := map[string]int{}
	println(ask(func() int { return len(sizes) })) // RACE! MG001
	sizes["two"] = 2                               // RACE! MG001
	println(ask(func() int { return 1 }))
	ages := map[string]int{}
	both(
		func() { ages["one"] = 1 }, // RACE! MG001
		func() { ages["two"] = 2 }, // RACE! MG001
	)
	both(func() { println(1) }, func() { println(2) })
	time.Sleep(time.Second)
}
