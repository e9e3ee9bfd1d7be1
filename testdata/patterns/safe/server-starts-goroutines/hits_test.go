package hits

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The test waits for each answer before it asks again.
func TestHits(t *testing.T) {
	s := httptest.NewServer(newHits())
	defer s.Close()
	for _, page := range []string{"/a", "/b", "/a"} {
		answer, err := http.Get(s.URL + page)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
}
