// After a while the call goes on without its goroutine, and nobody can tell.
package main

import (
	"errors"
	"time"
)

func within(limit time.Duration, job func()) {
	done := make(chan bool)
	go func() {
		defer close(done)
		job()
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
}

// The error has nothing to do with the wait.
func checked(limit time.Duration, job func()) error {
	if limit == 0 {
		return errors.New("no time")
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		job()
	}()
	select {
	case <-done:
	case <-time.After(limit):
	}
	return nil
}

func main() {
	words := map[string]int{}
	within(time.Minute, func() { words["one"] = 1 }) // RACE! MG001
	println(len(words))                              // RACE! MG001
	numbers := map[int]int{}
	if err := checked(time.Minute, func() { numbers[1] = 1 }); err != nil { // RACE! MG001
		panic(err)
	}
	println(len(numbers)) // RACE! MG001
}
