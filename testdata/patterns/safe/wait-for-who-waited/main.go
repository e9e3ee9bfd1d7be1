// Who hears a goroutine that has waited for others has waited for them, too.
package main

import (
	"sync"
	"time"
)

// The usual way to wait for a group with a time limit.
func group(n int, job func(int)) {
	wg := new(sync.WaitGroup)
	wg.Add(n)
	for i := range n {
		go func() {
			defer wg.Done()
			job(i)
		}()
	}
	done := make(chan struct{})
	go func() {
		wg.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		panic("too late")
	}
}

// The results are in before the count is, and it closes the channel.
func closer(words map[string]int) {
	var wg sync.WaitGroup
	out := make(chan int)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i
		}()
	}
	wg.Add(1)
	go func() {
		defer wg.Done()
		words["closer"] = 1 // NORACE
	}()
	closed := make(chan bool)
	go func() {
		for range out {
		}
		close(closed)
	}()
	go func() {
		wg.Wait()
		close(out)
	}()
	<-closed
	println(len(words)) // NORACE
}

// Only the last one of a chain is in the group.
func chain(words map[string]int) {
	var wg sync.WaitGroup
	first := make(chan bool)
	go func() {
		words["chain"] = 1 // NORACE
		close(first)
	}()
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-first
		println("heard")
	}()
	wg.Wait()
	println(len(words)) // NORACE
}

func member(words map[string]int) {
	var wg sync.WaitGroup
	first := make(chan bool)
	go func() {
		words["member"] = 1 // NORACE
		first <- true
	}()
	wg.Go(func() { <-first })
	wg.Wait()
	println(len(words)) // NORACE
}

// Only some of them report, all are waited for.
func errors(words map[string]int) {
	var wg sync.WaitGroup
	errs := make(chan string, 3)
	wg.Add(1)
	go func() {
		defer wg.Done()
		if len(words) > 3 { // NORACE
			errs <- "full"
			return
		}
		words["errors"] = 1 // NORACE
	}()
	go func() {
		wg.Wait()
		close(errs)
	}()
	for e := range errs {
		println(e)
	}
	println(len(words)) // NORACE
}

func main() {
	words := map[string]int{}
	group(3, func(int) { println(len(words)) })        // NORACE
	words["one"] = 2                                   // NORACE
	group(3, func(i int) { println(words["one"], i) }) // NORACE
	closer(words)
	chain(words)
	member(words)
	errors(words)
}
