// Who asks waits for the answer that only its own message can bring: the worker
// has the table for itself until then.
package main

import "fmt"

type question struct {
	key  string
	done chan struct{}
}

type session struct {
	seen      map[string]int
	questions chan question
}

// read is the only one that asks.
func (s *session) read(n int) {
	for i := 0; i < n; i++ {
		key := fmt.Sprint("key", i%3)
		s.seen[key]++ // NORACE
		q := question{key: key, done: make(chan struct{})}
		s.questions <- q
		<-q.done
	}
	close(s.questions)
}

func (s *session) work() {
	for q := range s.questions {
		if s.seen[q.key] > 2 { // NORACE
			delete(s.seen, q.key) // NORACE
		}
		close(q.done)
	}
}

func main() {
	s := &session{seen: make(map[string]int), questions: make(chan question)}
	go s.work()
	s.read(10)
	fmt.Println(len(s.seen)) // NORACE
}
