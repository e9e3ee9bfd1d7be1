// Each worker puts the object into the registry: the reader finds it while the
// constructor still fills the map.
package main

import (
	"fmt"
	"sync"
)

type stream struct {
	mu    sync.Mutex
	sent  map[string]int
	parts map[string]*part
}

type part struct {
	of   *stream
	name string
}

func (p *part) run() {
	p.of.mu.Lock()
	p.of.sent[p.name]++
	p.of.mu.Unlock()
	mu.Lock()
	current = p.of
	mu.Unlock()
}

func newStream(names []string) *stream {
	s := &stream{sent: map[string]int{}, parts: map[string]*part{}}
	for _, name := range names {
		p := &part{of: s, name: name}
		go p.run()
		s.parts[name] = p // RACE! MG001
	}
	return s
}

var (
	mu      sync.Mutex
	current *stream
)

func read() int {
	mu.Lock()
	s := current
	mu.Unlock()
	if s == nil {
		return 0
	}
	return len(s.parts) // RACE! MG001
}

func main() {
	done := make(chan int)
	go func() { done <- read() }()
	newStream([]string{"audio", "video"})
	fmt.Println(<-done)
}
