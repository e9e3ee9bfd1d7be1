// The loop is left by one way only, behind the close: so what is deferred comes after it, too.
package main

import "fmt"

type loop struct {
	tasks       chan func()
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
			task()
		}
	}
}

func (l *loop) stop() {
	close(l.done)
	<-l.ended
}

func main() {
	peers := map[string]int{}
	l := &loop{tasks: make(chan func()), done: make(chan struct{}), ended: make(chan struct{})}
	go l.run(func() {
		clear(peers) // NORACE
	})
	l.tasks <- func() { fmt.Println("running") }
	for i := 0; i < 100; i++ {
		peers[fmt.Sprint("peer", i)]++ // NORACE
	}
	l.stop()
}
