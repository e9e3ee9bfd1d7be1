// The device is in the registry before its own map is filled.
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
	registry.Store(id, d)
	d.props["id"] = id         // RACE! MG001
	d.props["state"] = "ready" // RACE! MG001
}

func state(id string) string {
	v, ok := registry.Load(id)
	if !ok {
		return "unknown"
	}
	return v.(*device).props["state"] // RACE! MG001
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
