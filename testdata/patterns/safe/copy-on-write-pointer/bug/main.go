// The writer changes the map that readers have loaded.
package main

import (
	"maps"
	"strconv"
	"sync"
	"sync/atomic"
)

type routes struct {
	mu  sync.Mutex // writers only
	cur atomic.Pointer[map[string]int]
}

func (r *routes) Port(name string) int {
	return (*r.cur.Load())[name] // RACE! MG001|MG003|MG005
}

func (r *routes) Set(name string, port int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	next := maps.Clone(*r.cur.Load()) // NORACE
	next = *r.cur.Load()
	next[name] = port // RACE! MG001|MG003|MG005
	r.cur.Store(&next)
}

func main() {
	var r routes
	r.cur.Store(&map[string]int{"http": 80})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			r.Set("svc"+strconv.Itoa(i%7), i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			r.Port("http")
		}
	}()
	wg.Wait()
}
