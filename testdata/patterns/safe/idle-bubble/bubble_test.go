// Package bubble tests with goroutines that all belong to one bubble.
package bubble

import (
	"testing"
	"testing/synctest"
)

// Wait returns when the other goroutines of the bubble have ended or are
// blocked, Test when all have ended.
func TestCount(t *testing.T) {
	seen := map[string]int{}
	synctest.Test(t, func(t *testing.T) {
		go func() {
			seen["first"]++ // NORACE
		}()
		synctest.Wait()
		seen["second"]++ // NORACE
		go func() {
			seen["third"]++ // NORACE
		}()
	})
	if len(seen) != 3 { // NORACE
		t.Error(seen) // NORACE
	}
}
