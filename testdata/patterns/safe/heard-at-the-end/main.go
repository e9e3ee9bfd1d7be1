// The second goroutine begins when it has heard the first one, which sends when
// it is over with the map, if it does so at all.
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
			seen[err.Error()]++ // NORACE
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
	n := 0
	watch(func() error {
		if n++; n%10 == 9 {
			return nil
		}
		return errors.New(fmt.Sprint("E", n%3))
	}, stop, &wg)
	time.Sleep(20 * time.Millisecond)
	close(stop)
	wg.Wait()
}
