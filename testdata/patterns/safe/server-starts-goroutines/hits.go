// Package hits counts the pages that are asked for, and writes each request
// down behind the answer. The goroutine is the server's: it asks for nothing.
package hits

import (
	"net/http"
	"strings"
)

// hits is how often each page was asked for.
type hits struct {
	pages map[string]int
	lines chan string
}

// newHits returns a counter without any page.
func newHits() *hits {
	return &hits{pages: map[string]int{}, lines: make(chan string, 8)}
}

// ServeHTTP counts one request.
func (h *hits) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	h.pages[r.URL.Path]++ // NORACE
	page := r.URL.Path
	go func() { h.lines <- strings.ToUpper(page) }()
}
