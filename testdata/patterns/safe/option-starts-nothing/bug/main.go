// The options say how often, and the goroutine flushes beside the caller.
package main

import "time"

type flushing struct {
	every time.Duration
}

type options struct {
	size  int
	flush flushing
	logs  []string
}

type tracker struct {
	flush func()
	limit int
}

func newTracker(o *options, flush func()) *tracker {
	if o == nil {
		o = &options{size: 100, flush: flushing{every: time.Microsecond}}
	}
	t := &tracker{flush: flush, limit: o.size}
	if o.flush.every > 0 {
		go func() {
			for {
				t.flush()
			}
		}()
	}
	for _, name := range o.logs {
		go func() {
			println(name)
			t.flush()
		}()
	}
	return t
}

// The options travel as they are.
func open(o *options, flush func()) *tracker {
	return newTracker(o, flush)
}

func main() {
	acks := map[int]int{}
	o := &options{size: 3}
	o.flush.every = time.Microsecond
	t := open(o, func() {
		acks[1]++ // RACE! MG001
	})
	println(len(acks)) // RACE! MG001
	t.flush()
}
