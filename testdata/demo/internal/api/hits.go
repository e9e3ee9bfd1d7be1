package api

import (
	"net/http"
	"strings"
)

// hits counts the requests by the first element of their path.
var hits = make(map[string]int)

func countHit(path string) {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	hits[first]++ // RACE! MG001
}

func (s *Server) showHits(w http.ResponseWriter, r *http.Request) {
	out := make(map[string]int)
	for path, n := range hits { // RACE! MG001
		out["/"+path] = n // NORACE
	}
	writeJSON(w, http.StatusOK, out)
}
