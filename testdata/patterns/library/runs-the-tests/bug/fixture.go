// Package fixture builds what tests need, once for all of them. Clean can be called while other tests still build.
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
	if _, ok := built[name]; !ok {
		built[name] = "/tmp/" + name // RACE! MG003
	}
	return built[name]
}

// Clean removes what was built.
func Clean(t *testing.T) {
	for _, path := range built { // RACE! MG003
		t.Log("rm " + path)
	}
}
