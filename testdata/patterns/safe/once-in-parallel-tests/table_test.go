// Parallel subtests go through a once before they read.
package once

import (
	"sync"
	"testing"
)

type table struct {
	once sync.Once
	rows map[string]int
}

func (t *table) get(name string) int {
	t.once.Do(func() {
		t.rows = map[string]int{"a": 1}
		t.rows["b"] = 2 // NORACE
	})
	return t.rows[name] // NORACE
}

var shared = &table{}

func TestGet(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if shared.get(name) == 0 {
				t.Error(name)
			}
		})
	}
}
