// The worker goes on when the channel is closed, and a once closes it after the last use of the map.
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
		clear(peers) // NORACE
	})
	for i := 0; i < 100; i++ {
		peers[fmt.Sprint("peer", i)]++ // NORACE
	}
	l.stop()
	l.stop()
}
