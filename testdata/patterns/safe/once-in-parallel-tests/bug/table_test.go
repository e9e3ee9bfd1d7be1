// Each subtest has a once of its own around the table of all.
package once

import (
	"sync"
	"testing"
)

type table struct {
	rows map[string]int
}

func (t *table) get(once *sync.Once, name string) int {
	once.Do(func() {
		t.rows["b"] = 2 // RACE! MG001|MG004
	})
	return t.rows[name] // RACE! MG001
}

var shared = &table{rows: map[string]int{}}

func TestGet(t *testing.T) {
	for _, name := range []string{"a", "b"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var once sync.Once
			if shared.get(&once, name) == 0 {
				t.Error(name)
			}
		})
	}
}
