// Package price has tests that run at the same time and share a cache.
package price

import "testing"

var cache = map[string]int{}

func look(article string) int {
	p, ok := cache[article] // RACE! MG001
	if !ok {
		p = len(article)
		cache[article] = p // RACE! MG001
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
