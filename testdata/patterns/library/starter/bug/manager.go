// Package manager syncs entries from time to time. Start fills the map before it
// starts the goroutine that keeps it up to date, beside which Add writes.
package manager

import "time"

// Manager owns its entries.
type Manager struct {
	entries map[string]int
	done    chan struct{}
}

// New makes a manager that is not started yet.
func New() *Manager {
	return &Manager{entries: make(map[string]int), done: make(chan struct{})}
}

// Start syncs once and begins to sync.
func (m *Manager) Start() {
	m.sync()
	go func() {
		tick := time.NewTicker(time.Second)
		for {
			select {
			case <-m.done:
				return
			case <-tick.C:
				m.sync()
			}
		}
	}()
}

func (m *Manager) sync() {
	m.entries["last"]++ // RACE! MG001
}

// Add adds an entry.
func (m *Manager) Add(name string) {
	m.entries[name] = 1 // RACE! MG001
}

// Stop ends the goroutine.
func (m *Manager) Stop() {
	close(m.done)
}
