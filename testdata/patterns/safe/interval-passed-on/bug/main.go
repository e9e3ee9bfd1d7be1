// The interval, through two functions that pass it on, is not zero.
package main

import (
	"fmt"
	"time"
)

type scope struct {
	counts map[string]int
	done   chan bool
}

func (s *scope) report(every time.Duration) {
	for {
		select {
		case <-s.done:
			return
		case <-time.After(every):
			for name := range s.counts { // RACE! MG001
				fmt.Println(name)
			}
		}
	}
}

func newScope(every time.Duration, done chan bool) *scope {
	s := &scope{counts: map[string]int{}, done: done}
	if every > 0 {
		go func() {
			s.report(every)
		}()
	}
	return s
}

func newRoot(every time.Duration) (*scope, chan bool) {
	done := make(chan bool)
	return newScope(every, done), done
}

func newTestScope(every time.Duration) *scope {
	s, _ := newRoot(every)
	return s
}

func main() {
	s := newTestScope(time.Millisecond)
	s.counts["calls"]++ // RACE! MG001
}
