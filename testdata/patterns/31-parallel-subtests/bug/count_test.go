// Package count has a table test whose cases run at the same time.
package count

import "testing"

func TestLengths(t *testing.T) {
	seen := map[string]int{}
	for _, word := range []string{"one", "three"} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			seen[word] = len(word) // RACE! MG001
		})
	}
}

func TestTwo(t *testing.T) {
	seen := map[string]int{}
	t.Run("write", func(t *testing.T) {
		t.Parallel()
		seen["two"] = 2 // RACE! MG001
	})
	t.Run("read", func(t *testing.T) {
		t.Parallel()
		if n := seen["two"]; n != 0 && n != 2 { // RACE! MG001
			t.Error(n)
		}
	})
}
