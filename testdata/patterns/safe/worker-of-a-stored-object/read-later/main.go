// The worker reads the list from the peer when it runs: by then it may be that of
// the next one.
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
		l.added[name] = true // RACE! MG001
	}
}

type peer struct{ news *list }

func (p *peer) start(done *sync.WaitGroup) {
	if p.news == nil {
		p.news = newList()
		go func() { p.news.run(done) }()
	}
}

func serve(p *peer, messages <-chan string, done *sync.WaitGroup) {
	for range messages {
		done.Add(1)
		p.start(done)
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
