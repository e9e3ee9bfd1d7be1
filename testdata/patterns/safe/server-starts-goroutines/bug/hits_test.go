package hits

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// The test asks for all pages at once.
func TestHits(t *testing.T) {
	s := httptest.NewServer(newHits())
	defer s.Close()
	var all sync.WaitGroup
	for _, page := range []string{"/a", "/b", "/a"} {
		all.Add(1)
		go func() {
			defer all.Done()
			if answer, err := http.Get(s.URL + page); err == nil {
				answer.Body.Close()
			}
		}()
	}
	all.Wait()
}
