// A helper has taken something, or has waited, where it says so by its result:
// true, or no error.
package main

import (
	"errors"
	"sync"
)

type intake struct {
	mu     sync.Mutex
	closed bool
	rows   map[string]int
}

var errClosed = errors.New("closed")

func (i *intake) shut() error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.closed {
		return errClosed
	}
	i.closed = true
	return nil
}

// close has the rows for itself: of all who close one gets here.
func (i *intake) close() {
	if err := i.shut(); err != nil {
		return
	}
	clear(i.rows) // NORACE
}

type job struct {
	done chan struct{}
	out  map[string]int
}

func (j *job) finished() bool {
	select {
	case <-j.done:
		return true
	default:
		return false
	}
}

func (j *job) size() int {
	if j.finished() {
		return len(j.out) // NORACE
	}
	return 0
}

type store struct {
	mu   sync.Mutex
	open bool
	rows map[string]int
}

// lockOpen returns with the lock held, or false.
func (s *store) lockOpen() bool {
	s.mu.Lock()
	if !s.open {
		s.mu.Unlock()
		return false
	}
	return true
}

func (s *store) put(key string) {
	if !s.lockOpen() {
		return
	}
	s.rows[key]++ // NORACE
	s.mu.Unlock()
}

func main() {
	i := &intake{rows: map[string]int{}}
	go i.close()
	i.close()

	j := &job{done: make(chan struct{}), out: map[string]int{}}
	go func() {
		j.out["a"] = 1 // NORACE
		close(j.done)
	}()
	println(j.size())

	s := &store{open: true, rows: map[string]int{}}
	go s.put("a")
	s.put("b")
}
