// The loop is left behind a task, too: what is deferred need not wait for the close.
package main

import "fmt"

type loop struct {
	tasks       chan func() bool
	done, ended chan struct{}
}

func (l *loop) run(atEnd func()) {
	defer func() {
		atEnd()
		close(l.ended)
	}()
	for {
		select {
		case <-l.done:
			return
		case task := <-l.tasks:
			if !task() {
				return
			}
		}
	}
}

func (l *loop) stop() {
	close(l.done)
	<-l.ended
}

func main() {
	peers := map[string]int{}
	l := &loop{tasks: make(chan func() bool), done: make(chan struct{}), ended: make(chan struct{})}
	go l.run(func() {
		clear(peers) // RACE! MG001
	})
	l.tasks <- func() bool { return false }
	for i := 0; i < 100; i++ {
		peers[fmt.Sprint("peer", i)]++ // RACE! MG001
	}
	l.stop()
}
