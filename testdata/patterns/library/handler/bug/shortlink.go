// Package shortlink is a handler for an HTTP server, which calls ServeHTTP for
// many requests at once. Its map has no lock.
package shortlink

import (
	"net/http"
	"strings"
)

// Handler redirects short links; PUT defines one.
type Handler struct {
	links map[string]string
}

// NewHandler returns a handler without links.
func NewHandler() *Handler { return &Handler{links: make(map[string]string)} }

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if r.Method == http.MethodPut {
		h.links[name] = r.URL.Query().Get("to") // RACE! MG001
		w.WriteHeader(http.StatusNoContent)
		return
	}
	target, ok := h.links[name] // RACE! MG001
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, target, http.StatusFound)
}
