// As the twin, but one map is made before the loop: the lock of each round
// guards it against the requests of that handler only.
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
	h.store.hits[r.URL.Path]++ // RACE! MG004
}

func main() {
	mux := http.NewServeMux()
	hits := map[string]int{}
	for _, prefix := range []string{"/a/", "/b/"} {
		mux.Handle(prefix, &handler{&store{hits: hits}})
	}
	log.Fatal(http.ListenAndServe(":8080", mux))
}
