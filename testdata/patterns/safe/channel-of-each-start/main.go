// Each start makes a channel that its goroutine closes at the end, and puts it
// into a field; who stops finds it there. Where there is none, none runs.
package main

import "sync"

type sampler struct {
	quit, done chan struct{}
	seen       map[string]int
}

func (s *sampler) start() {
	s.quit = make(chan struct{})
	s.done = make(chan struct{})
	go s.loop(s.quit, s.done)
}

func (s *sampler) loop(quit, done chan struct{}) {
	defer close(done)
	for {
		select {
		case <-quit:
			return
		default:
			s.seen["x"]++ // NORACE
		}
	}
}

func (s *sampler) stop() {
	if s.done != nil {
		close(s.quit)
		<-s.done
	}
	clear(s.seen) // NORACE
}

// monitor does the same under its lock, and starts anew in one go.
type monitor struct {
	mu         sync.Mutex
	quit, done chan struct{}
	seen       map[string]int
}

func (m *monitor) restart() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.done != nil {
		close(m.quit)
		<-m.done
	}
	m.seen["restarts"]++ // NORACE
	m.quit, m.done = make(chan struct{}), make(chan struct{})
	go m.loop()
}

func (m *monitor) loop() {
	defer close(m.done)
	<-m.quit
	m.seen["x"]++ // NORACE
}

func main() {
	s := &sampler{seen: map[string]int{}}
	s.start()
	s.stop()
	s.start()
	s.stop()
	m := &monitor{seen: map[string]int{}}
	m.restart()
	m.restart()
}
