// ServeHTTP is reached through the http.Handler interface only, and the server
// runs every request in a goroutine of its own.
package main

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

type hitCounter struct {
	byPath map[string]int
}

func (h *hitCounter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.byPath[r.URL.Path]++ // RACE! MG001
	fmt.Fprintln(w, "hello")
}

func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	srv := &http.Server{Handler: &hitCounter{byPath: make(map[string]int)}}
	go srv.Serve(ln)
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			resp, err := http.Get(fmt.Sprintf("http://%s/page/%d", ln.Addr(), i%3))
			if err == nil {
				resp.Body.Close()
			}
		}()
	}
	wg.Wait()
	srv.Close()
}
