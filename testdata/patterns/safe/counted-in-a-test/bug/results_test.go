package results

import (
	"sync"
	"testing"
	"time"
)

// The test counts under the lock until the first two are there; the third waits for it.
func TestFirstTwo(t *testing.T) {
	var mu sync.Mutex
	found := map[int]string{}
	release := make(chan struct{})
	for i := range 3 {
		go func() {
			if i == 2 {
				<-release
			}
			mu.Lock()
			found[i] = "x" // NORACE
			mu.Unlock()
		}()
	}
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(found) // NORACE
	}
	for count() < 2 {
		time.Sleep(time.Millisecond)
	}
	if found[0] != "x" || found[1] != "x" { // NORACE
		t.Error("found nothing")
	}
	close(release)
}

func TestResults(t *testing.T) {
	r := &Results{Done: map[int]string{}}
	go r.Set(0, "x")
	for r.Len() < 1 {
		time.Sleep(time.Millisecond)
	}
}
