// The program changes what the library reads in its goroutines.
package main

import (
	"crypto/tls"
	"log"
	"net/http"
)

type proxy struct{ out *http.Transport }

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.out.TLSNextProto[r.Host] = refuse // RACE! MG001|MG003
	res, err := p.out.RoundTrip(r)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	res.Body.Close()
}

func refuse(string, *tls.Conn) http.RoundTripper { return nil }

func main() {
	protocols := map[string]func(string, *tls.Conn) http.RoundTripper{}
	http.Handle("/", &proxy{out: &http.Transport{TLSNextProto: protocols}})
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
