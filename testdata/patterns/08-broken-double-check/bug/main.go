// Double-checked lookup through an alias: the first check has no lock.
package main

import (
	"fmt"
	"sync"
)

type resolver struct {
	mu    sync.Mutex
	cache map[string]string
}

func (r *resolver) Resolve(host string) string {
	cache := r.cache
	if ip, ok := cache[host]; ok { // RACE! MG003|MG005
		return ip
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if ip, ok := cache[host]; ok { // NORACE
		return ip
	}
	ip := fmt.Sprintf("192.0.2.%d", len(host))
	cache[host] = ip // RACE! MG003|MG005
	return ip
}

func main() {
	r := &resolver{cache: make(map[string]string)}
	hosts := []string{"db", "cache", "search", "billing", "front"}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range hosts {
				r.Resolve(hosts[(n+i)%len(hosts)])
			}
		}()
	}
	wg.Wait()
}
