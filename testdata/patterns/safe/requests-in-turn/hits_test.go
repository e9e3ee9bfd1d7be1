package hits

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The test waits for each answer before it asks again.
func TestHits(t *testing.T) {
	h := Hits{}
	s := httptest.NewServer(http.HandlerFunc(
		func(_ http.ResponseWriter, r *http.Request) { h.Add(r.URL.Path) }))
	defer s.Close()
	for _, page := range []string{"/a", "/b", "/a"} {
		answer, err := http.Get(s.URL + page)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
}
