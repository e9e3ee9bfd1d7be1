// Package price has tests that run at the same time and share a cache.
package price

import (
	"sync"
	"testing"
)

var (
	mu    sync.Mutex
	cache = map[string]int{}
)

func look(article string) int {
	mu.Lock()
	defer mu.Unlock()
	p, ok := cache[article] // NORACE
	if !ok {
		p = len(article)
		cache[article] = p // NORACE
	}
	return p
}

func TestBolt(t *testing.T) {
	t.Parallel()
	if look("bolt") != 4 {
		t.Error("bolt")
	}
}

func TestNut(t *testing.T) {
	t.Parallel()
	if look("nut") != 3 {
		t.Error("nut")
	}
}

var names = map[string]int{}

// What comes before t.Parallel is done before any parallel test goes on; a
// serial test has ended by then.
func TestNames(t *testing.T) {
	names["bolt"] = 1 // NORACE
	t.Parallel()
	if names["nut"] == 0 { // NORACE
		t.Skip("TestMoreNames did not run")
	}
}

func TestMoreNames(t *testing.T) {
	names["nut"] = 2 // NORACE
}
