// The channel that is closed at the end is not the one that stop waits for.
package main

type sampler struct {
	quit, done, idle chan struct{}
	seen             map[string]int
}

func (s *sampler) start() {
	s.quit = make(chan struct{})
	s.done = make(chan struct{})
	s.idle = make(chan struct{})
	go s.loop(s.quit, s.done, s.idle)
}

func (s *sampler) loop(quit, done, idle chan struct{}) {
	defer close(done)
	close(idle)
	for {
		select {
		case <-quit:
			return
		default:
			s.seen["x"]++ // RACE! MG001
		}
	}
}

func (s *sampler) stop() {
	close(s.quit)
	<-s.idle
	clear(s.seen) // RACE! MG001
}

func main() {
	s := &sampler{seen: map[string]int{}}
	s.start()
	s.stop()
}
