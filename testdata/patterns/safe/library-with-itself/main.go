// A library uses its object in goroutines of its own. Whether it does so rightly is not a question about this program, which
// only makes the object: both sides are the library's.
package main

import (
	"log"
	"net/http"
)

type proxy struct{ out *http.Transport }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	res, err := p.out.RoundTrip(r)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	res.Body.Close()
}

func main() {
	http.Handle("/", &proxy{out: &http.Transport{}}) // NORACE
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
