// The answer is read the wrong way round, or says too little.
package main

import "sync"

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
	if !j.finished() {
		return len(j.out) // RACE! MG001
	}
	return 0
}

type store struct {
	mu   sync.Mutex
	open bool
	rows map[string]int
}

// lockOpen gives the lock back on all ways.
func (s *store) lockOpen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

func (s *store) put(key string) {
	if !s.lockOpen() {
		return
	}
	s.rows[key]++ // RACE! MG001
}

func main() {
	j := &job{done: make(chan struct{}), out: map[string]int{}}
	go func() {
		j.out["a"] = 1 // RACE! MG001
		close(j.done)
	}()
	println(j.size())

	s := &store{open: true, rows: map[string]int{}}
	go s.put("a")
	s.put("b")
}
