// The interval, through two functions that pass it on, is zero: nothing reports.
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
			for name := range s.counts { // NORACE
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
	s := newTestScope(0)
	s.counts["calls"]++ // NORACE
}
