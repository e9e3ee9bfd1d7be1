// Package count has a table test whose cases run at the same time.
package count

import (
	"sync"
	"testing"
)

func TestLengths(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]int{}
	for _, word := range []string{"one", "three"} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			mu.Lock()
			defer mu.Unlock()
			seen[word] = len(word) // NORACE
		})
	}
}

// The parallel parts begin when the function is over: nothing of it meets them.
// Each case has a map of its own, and what all share is only read.
func TestCases(t *testing.T) {
	numbers := map[string]int{}
	for _, test := range []struct {
		word string
		want map[string]int
	}{
		{"one", map[string]int{"one": 1}},
		{"two", map[string]int{"two": 2}},
	} {
		own := map[string]int{}
		t.Run(test.word, func(t *testing.T) {
			own["before"] = 1 // NORACE
			t.Parallel()
			own[test.word] = numbers[test.word] // NORACE
			test.want[test.word]++              // NORACE
		})
		numbers[test.word] = len(test.word) // NORACE
	}
}

// A group waits for its parallel parts before it returns.
func TestGroup(t *testing.T) {
	seen := map[string]int{}
	t.Run("group", func(t *testing.T) {
		t.Run("one", func(t *testing.T) {
			t.Parallel()
			seen["one"] = 1 // NORACE
		})
	})
	seen["two"] = 2 // NORACE
	t.Run("group", func(t *testing.T) {
		t.Run("three", func(t *testing.T) {
			t.Parallel()
			seen["three"] = 3 // NORACE
		})
	})
}
