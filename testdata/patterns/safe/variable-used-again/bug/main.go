// The variable is given a server before both start.
package main

import "time"

type server struct {
	seen map[string]int
}

func (s *server) run() {
	s.seen["x"]++ // RACE! MG001
}

func main() {
	var s *server
	if time.Now().IsZero() {
		s = &server{seen: map[string]int{"zero": 1}}
	} else {
		s = &server{seen: map[string]int{}}
	}
	go func() { s.run() }()
	go func() { s.run() }()
	time.Sleep(time.Second)
}
