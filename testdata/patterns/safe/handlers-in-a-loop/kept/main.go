// As the twin, but each handler also has the map of the round before, which its
// own lock does not guard.
package main

import (
	"log"
	"net/http"
	"sync"
)

type store struct {
	mu   sync.Mutex
	hits map[string]int
	last map[string]int // of the round before
}

type handler struct{ store *store }

func (h *handler) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	h.store.mu.Lock()
	defer h.store.mu.Unlock()
	h.store.hits[r.URL.Path]++       // RACE! MG004
	delete(h.store.last, r.URL.Path) // RACE! MG004
}

func main() {
	mux := http.NewServeMux()
	var last map[string]int
	for _, prefix := range []string{"/a/", "/b/"} {
		hits := map[string]int{}
		mux.Handle(prefix, &handler{&store{hits: hits, last: last}})
		last = hits
	}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
