// Package fixture builds what tests need, once for all of them. What runs the tests looks at all of it when they are over.
package fixture

import (
	"sync"
	"testing"
)

var (
	mu    sync.Mutex
	built = map[string]string{}
)

// Build gives the program of that name.
func Build(name string) string {
	mu.Lock()
	defer mu.Unlock()
	if _, ok := built[name]; !ok { // NORACE
		built[name] = "/tmp/" + name // NORACE
	}
	return built[name] // NORACE
}

// Run runs the tests, then removes what they have built.
func Run(m *testing.M) int {
	code := m.Run()
	for _, path := range built { // NORACE
		println("rm " + path)
	}
	return code
}
