// Package recorder has a loop that works on what belongs to it alone; nobody
// binds a recorder twice.
package recorder

import "time"

type Recorder struct {
	packets chan int
	quit    chan struct{}
	streams map[int]int
}

func New() *Recorder {
	return &Recorder{make(chan int), make(chan struct{}), make(map[int]int)}
}

// Bind starts the loop of the recorder.
func (r *Recorder) Bind() { go r.loop() }

func (r *Recorder) loop() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case ssrc := <-r.packets:
			r.streams[ssrc]++ // NORACE
		case <-tick.C:
			r.report()
		case <-r.quit:
			return
		}
	}
}

func (r *Recorder) report() {
	for ssrc := range r.streams { // NORACE
		delete(r.streams, ssrc) // NORACE
	}
}

func (r *Recorder) Receive(ssrc int) { r.packets <- ssrc }

func (r *Recorder) Close() { close(r.quit) }
