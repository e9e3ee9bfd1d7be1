// One more tenant is added while the server already runs.
package main

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

type app struct{ tenants map[string]string }

func (a *app) hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "hello", a.tenants[r.URL.Path]) // RACE! MG001
}

func main() {
	a := &app{tenants: make(map[string]string)}
	mux := http.NewServeMux()
	mux.HandleFunc("/", a.hello)
	a.tenants["/red"] = "Red Ltd"   // NORACE
	a.tenants["/blue"] = "Blue Inc" // NORACE

	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	srv := &http.Server{Handler: mux}
	go srv.Serve(ln)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if resp, err := http.Get("http://" + ln.Addr().String() + "/red"); err == nil {
				resp.Body.Close()
			}
		}()
	}
	a.tenants["/green"] = "Green GmbH" // RACE! MG001
	wg.Wait()
	srv.Close()
}
