// The workers look into the map themselves.
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
	fmt.Println(len(p.of.parts)) // RACE! MG001
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
	return len(s.parts) // NORACE
}

func main() {
	done := make(chan int)
	go func() { done <- read() }()
	s := newStream([]string{"audio", "video"})
	mu.Lock()
	current = s
	mu.Unlock()
	fmt.Println(<-done)
}
