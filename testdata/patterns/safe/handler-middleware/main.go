// Handlers are wrapped in each other; the header that a handler writes is the
// one of its own request.
package main

import (
	"log"
	"net/http"
	"time"
)

type layer func(http.Handler) http.Handler

func wrap(h http.Handler, layers ...layer) http.Handler {
	for _, l := range layers {
		h = l(h)
	}
	return h
}

func timed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		h.ServeHTTP(w, r)
		log.Print(time.Since(began))
	})
}

func index() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["X-Path"] = []string{r.URL.Path} // NORACE
		w.WriteHeader(http.StatusNoContent)
	})
}

func main() {
	http.Handle("/", wrap(index(), timed))
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
