// The variable is given another server before the second goroutine starts: each
// mostly finds its own.
package main

import "time"

type server struct {
	seen map[string]int
}

func (s *server) run() {
	s.seen["x"]++ // NORACE
}

func main() {
	s := &server{seen: map[string]int{}}
	go func() { s.run() }()
	time.Sleep(time.Second)
	s = &server{seen: map[string]int{}}
	go func() { s.run() }()
	time.Sleep(time.Second)
}
