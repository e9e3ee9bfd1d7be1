package journal

import (
	"sync"
	"testing"
)

func TestAddConcurrently(t *testing.T) {
	j := New()
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 10; n++ {
				j.Add("topic")
			}
		}()
	}
	wg.Wait()
}
