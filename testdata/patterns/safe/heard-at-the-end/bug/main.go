// The first goroutine goes on with the map when the second one has heard it.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

func watch(probe func() error, stop <-chan struct{}, wg *sync.WaitGroup) {
	seen := make(map[string]int)
	check := func() bool {
		err := probe()
		if err != nil {
			seen[err.Error()]++ // RACE! MG001
		}
		return err == nil
	}
	ready := make(chan struct{})
	wg.Add(2)
	go func() {
		defer wg.Done()
		for !check() {
			select {
			case <-time.After(time.Millisecond):
			case <-stop:
				close(ready)
				return
			}
		}
		ready <- struct{}{}
		check()
	}()
	go func() {
		defer wg.Done()
		<-ready
		for {
			check()
			select {
			case <-time.After(time.Millisecond):
			case <-stop:
				return
			}
		}
	}()
}

func main() {
	stop := make(chan struct{})
	var wg sync.WaitGroup
	start := time.Now()
	watch(func() error {
		n := time.Since(start) / time.Millisecond
		if n%10 == 9 {
			return nil
		}
		return errors.New(fmt.Sprint("E", n%3))
	}, stop, &wg)
	time.Sleep(20 * time.Millisecond)
	close(stop)
	wg.Wait()
}
