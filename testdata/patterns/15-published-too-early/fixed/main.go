// The device is complete before it goes into the registry.
package main

import (
	"fmt"
	"sync"
)

type device struct {
	props map[string]string
}

var registry sync.Map // id → *device

func discover(id string) {
	d := &device{props: make(map[string]string)}
	d.props["id"] = id         // NORACE
	d.props["state"] = "ready" // NORACE
	registry.Store(id, d)
}

func state(id string) string {
	v, ok := registry.Load(id)
	if !ok {
		return "unknown"
	}
	return v.(*device).props["state"] // NORACE
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 500; i++ {
			discover(fmt.Sprint("disk-", i))
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 500; i++ {
			for n := 0; n < 50 && state(fmt.Sprint("disk-", i)) == "unknown"; n++ {
			}
		}
	}()
	wg.Wait()
}
