// Package server starts a loop that the starter needs.
package main

type Server struct {
	peers map[string]int
	calls chan func()
}

func (s *Server) Serve() {
	for f := range s.calls {
		f()
		println(len(s.peers))
	}
}

func (s *Server) Start() { s.calls <- func() {} }

func main() {
	s := &Server{peers: map[string]int{}, calls: make(chan func())}
	go s.Serve()
	s.Start()
	s.peers["a"] = 1
	println(s.peers["b"])
}
