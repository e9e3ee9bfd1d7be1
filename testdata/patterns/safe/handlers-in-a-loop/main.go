// Each round of a loop registers a handler with a store of its own, which its
// requests share. The lock is made anew for each round, and so is the map.
package main

import (
	"log"
	"net/http"
	"sync"
)

type store struct {
	mu   sync.Mutex
	hits map[string]int
}

type handler struct{ store *store }

func (h *handler) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	h.store.mu.Lock()
	defer h.store.mu.Unlock()
	h.store.hits[r.URL.Path]++ // NORACE
}

func main() {
	mux := http.NewServeMux()
	for _, prefix := range []string{"/a/", "/b/"} {
		mux.Handle(prefix, &handler{&store{hits: map[string]int{}}})
	}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
