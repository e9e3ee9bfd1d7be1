// A field of the options decides whether a goroutine is started; where it is not set, or 0, nothing runs beside the caller.
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
	t := open(&options{size: 3}, func() {
		acks[1]++ // NORACE
	})
	println(len(acks)) // NORACE
	t.flush()
}
