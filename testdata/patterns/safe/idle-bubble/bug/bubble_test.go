// Package bubble tests with goroutines that all belong to one bubble.
package bubble

import (
	"testing"
	"testing/synctest"
)

// Goroutines of a bubble run at the same time until somebody waits.
func TestCount(t *testing.T) {
	seen := map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		go func() {
			seen["first"]++ // RACE! MG001
		}()
		seen["second"]++ // RACE! MG001
		synctest.Wait()
	})
	if len(seen) != 2 { // NORACE
		t.Error(seen) // NORACE
	}
}
