// The worker answers before it is done with the table.
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
		s.seen[key]++ // RACE! MG001|MG002
		q := question{key: key, done: make(chan struct{})}
		s.questions <- q
		<-q.done
	}
	close(s.questions)
}

func (s *session) work() {
	for q := range s.questions {
		close(q.done)
		if s.seen[q.key] > 2 { // RACE! MG001|MG002
			delete(s.seen, q.key) // RACE! MG001|MG002
		}
	}
}

func main() {
	s := &session{seen: make(map[string]int), questions: make(chan question)}
	go s.work()
	s.read(10)
	fmt.Println(len(s.seen)) // RACE! MG001|MG002
}
