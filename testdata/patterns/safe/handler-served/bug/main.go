// The header is made once, for all requests.
package main

import (
	"log"
	"net/http"
)

func main() {
	common := make(http.Header)
	log.Fatal(http.ListenAndServe("localhost:8080", http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) {
			common["X-Path"] = []string{r.URL.Path} // RACE! MG001
			w.WriteHeader(http.StatusNoContent)
		})))
}
