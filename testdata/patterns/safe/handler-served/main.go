// The server is given the handler itself, without a mux: the header that it
// fills in is made anew for each request.
package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe("localhost:8080", http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			w.Header()["X-Path"] = []string{r.URL.Path} // NORACE
			w.WriteHeader(http.StatusNoContent)
		})))
}
