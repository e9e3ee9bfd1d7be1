// A list is made and stored in its peer, and a worker is started for it: each
// worker has its own list, whatever is in the peer later on.
package main

import (
	"fmt"
	"sync"
)

type list struct {
	names chan string
	added map[string]bool
}

func newList() *list {
	return &list{names: make(chan string), added: map[string]bool{}}
}

func (l *list) run(done *sync.WaitGroup) {
	defer done.Done()
	for name := range l.names {
		l.added[name] = true // NORACE
	}
}

type peer struct{ news *list }

func (p *peer) start(done *sync.WaitGroup) {
	if p.news == nil {
		p.news = newList()
		go p.news.run(done)
	}
}

func serve(p *peer, messages <-chan string, done *sync.WaitGroup) {
	for range messages {
		done.Add(1)
		p.start(done)
		close(p.news.names)
		p.news = nil
	}
}

func main() {
	var done sync.WaitGroup
	messages := make(chan string)
	go func() {
		defer close(messages)
		messages <- "a"
		messages <- "a"
	}()
	serve(&peer{}, messages, &done)
	done.Wait()
	fmt.Println("done")
}
