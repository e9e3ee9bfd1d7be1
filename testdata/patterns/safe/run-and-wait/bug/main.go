// The helpers wait for nothing, or for something else.
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

func main() {
	words := map[string]int{}
	run(func() { println(words["one"]) }) // RACE! MG001
	words["one"] = 1                      // RACE! MG001
	run(func() { println("done") })
	sizes := map[string]int{}
	println(ask(func() int { return len(sizes) })) // RACE! MG001
	sizes["two"] = 2                               // RACE! MG001
	println(ask(func() int { return 1 }))
	time.Sleep(time.Second)
}
