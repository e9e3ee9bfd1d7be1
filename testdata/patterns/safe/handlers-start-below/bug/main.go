// The store is filled while the server serves already. The function that does this knows the store by two names: as a field
// of its command, and as a field of the server's.
package main

import (
	"fmt"
	"net"
	"net/http"
	"sync"
)

type store struct {
	mu    sync.Mutex
	names map[string]string
}

func (s *store) open() {
	s.names["/red"] = "Red Ltd" // RACE! MG003
}

func (s *store) name(path string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names[path] // RACE! MG003
}

type server struct {
	store *store
	http  *http.Server
	ln    net.Listener
	done  sync.WaitGroup
}

func newServer(s *store) *server {
	v := &server{store: s}
	v.http = &http.Server{Handler: http.HandlerFunc(v.hello)}
	return v
}

func (v *server) hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "hello", v.store.name(r.URL.Path))
}

func (v *server) listen() (err error) {
	v.ln, err = net.Listen("tcp", "127.0.0.1:0")
	return err
}

func (v *server) serve() {
	v.done.Add(1)
	go func() {
		defer v.done.Done()
		v.http.Serve(v.ln)
	}()
}

type command struct {
	store  *store
	server *server
}

func (c *command) initStore() {
	c.store = &store{names: map[string]string{}}
}

func (c *command) initServer() error {
	v := newServer(c.store)
	if err := v.listen(); err != nil {
		return err
	}
	c.server = v
	return nil
}

func (c *command) run() error {
	c.initStore()
	if err := c.initServer(); err != nil {
		return err
	}
	c.server.serve()
	c.store.open()
	return nil
}

func main() {
	c := &command{}
	if err := c.run(); err != nil {
		fmt.Println(err)
		return
	}
	if resp, err := http.Get("http://" + c.server.ln.Addr().String() + "/red"); err == nil {
		resp.Body.Close()
	}
	c.server.http.Close()
	c.server.done.Wait()
}
