// Package shortlink is a handler for an HTTP server, which calls ServeHTTP for
// many requests at once. Its map has a lock.
package shortlink

import (
	"net/http"
	"strings"
	"sync"
)

// Handler redirects short links; PUT defines one.
type Handler struct {
	mu    sync.RWMutex
	links map[string]string
}

// NewHandler returns a handler without links.
func NewHandler() *Handler { return &Handler{links: make(map[string]string)} }

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if r.Method == http.MethodPut {
		h.mu.Lock()
		h.links[name] = r.URL.Query().Get("to") // NORACE
		h.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
		return
	}
	h.mu.RLock()
	target, ok := h.links[name] // NORACE
	h.mu.RUnlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	http.Redirect(w, r, target, http.StatusFound)
}
