// Package recorder has a loop, and a method that reports beside it.
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
			r.streams[ssrc]++ // RACE! MG001
		case <-tick.C:
			r.Report()
		case <-r.quit:
			return
		}
	}
}

func (r *Recorder) Report() {
	for ssrc := range r.streams { // RACE! MG001
		delete(r.streams, ssrc) // RACE! MG001
	}
}

func (r *Recorder) Receive(ssrc int) { r.packets <- ssrc }

func (r *Recorder) Close() { close(r.quit) }
