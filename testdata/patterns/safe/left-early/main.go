// The call says whether it has waited for its goroutine, and the caller stops
// when it has not.
package main

import (
	"errors"
	"time"
)

var errStopped = errors.New("stopped")

func do(job func() error, stop chan bool) error {
	done := make(chan error, 1)
	go func() { done <- job() }()
	select {
	case err := <-done:
		return err
	case <-stop:
		return errStopped
	}
}

func within(limit time.Duration, job func()) bool {
	done := make(chan bool)
	go func() {
		defer close(done)
		job()
	}()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

func main() {
	words := map[string]int{}
	if err := do(func() error {
		words["one"] = 1 // NORACE
		return nil
	}, nil); err != nil {
		panic(err)
	}
	println(len(words))                                    // NORACE
	if !within(time.Minute, func() { words["two"] = 2 }) { // NORACE
		return
	}
	println(len(words)) // NORACE
}
