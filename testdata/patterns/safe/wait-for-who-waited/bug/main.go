// Nobody waits for these, though somebody waits for something.
package main

import "sync"

// The channel is also closed by one that does not wait.
func either(words map[string]int, stop bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		words["either"] = 1 // RACE! MG001
	}()
	done := make(chan bool, 2)
	go func() {
		wg.Wait()
		done <- true
	}()
	go func() { done <- stop }()
	<-done
	println(len(words)) // RACE! MG001
}

// The waiter has waited before the goroutine was added.
func before(words map[string]int) {
	var wg sync.WaitGroup
	done := make(chan bool)
	go func() {
		wg.Wait()
		close(done)
	}()
	wg.Add(1)
	go func() {
		defer wg.Done()
		words["before"] = 1 // RACE! MG001
	}()
	<-done
	println(len(words)) // RACE! MG001
}

// It signals before it waits.
func early(words map[string]int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		words["early"] = 1 // RACE! MG001
	}()
	done := make(chan bool)
	go func() {
		close(done)
		wg.Wait()
	}()
	<-done
	println(len(words)) // RACE! MG001
}

// It waits only when it is told to.
func sometimes(words map[string]int, wait bool) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		words["sometimes"] = 1 // RACE! MG001
	}()
	done := make(chan bool)
	go func() {
		if wait {
			wg.Wait()
		}
		close(done)
	}()
	<-done
	println(len(words)) // RACE! MG001
}

// The one that waits for it is not the one that is waited for.
func other(words map[string]int) {
	var wg sync.WaitGroup
	first := make(chan bool)
	go func() {
		words["other"] = 1 // RACE! MG001
		close(first)
	}()
	go func() { <-first }()
	wg.Add(1)
	go func() { defer wg.Done() }()
	wg.Wait()
	println(len(words)) // RACE! MG001
}

func main() {
	either(map[string]int{}, true)
	before(map[string]int{})
	early(map[string]int{})
	sometimes(map[string]int{}, len(make([]int, 1)) > 0)
	other(map[string]int{})
}
