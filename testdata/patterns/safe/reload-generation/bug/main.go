// One alias is added to the new generation after it was published.
package main

import (
	"fmt"
	"sync"
)

type config struct{ hosts map[string]string }

type manager struct {
	mu  sync.RWMutex
	cur *config
}

func (m *manager) current() *config {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.cur
}

func (m *manager) reload(generation int) {
	next := &config{hosts: make(map[string]string)}
	next.hosts["db"] = fmt.Sprint("10.0.0.", generation) // NORACE
	m.mu.Lock()
	m.cur = next
	m.mu.Unlock()
	next.hosts["database"] = "db" // RACE! MG001|MG005
}

func (m *manager) host(name string) string {
	return m.current().hosts[name] // RACE! MG001|MG005
}

func main() {
	var m manager
	m.reload(0)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 1; i < 100; i++ {
			m.reload(i)
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			m.host("db")
		}
	}()
	wg.Wait()
}
