// A second goroutine may close the channel first, while the map is in use.
package main

import (
	"fmt"
	"sync"
)

type loop struct {
	done, ended chan struct{}
	once        sync.Once
}

func (l *loop) run(atEnd func()) {
	<-l.done
	atEnd()
	close(l.ended)
}

func (l *loop) stop() {
	l.once.Do(func() { close(l.done) })
	<-l.ended
}

func main() {
	peers := map[string]int{}
	l := &loop{done: make(chan struct{}), ended: make(chan struct{})}
	go l.run(func() {
		clear(peers) // RACE! MG001
	})
	go l.stop()
	for i := 0; i < 100; i++ {
		peers[fmt.Sprint("peer", i)]++ // RACE! MG001
	}
	l.stop()
}
