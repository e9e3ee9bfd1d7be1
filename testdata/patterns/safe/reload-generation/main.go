// Each reload builds a new generation and publishes it complete.
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
}

func (m *manager) host(name string) string {
	return m.current().hosts[name] // NORACE
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
