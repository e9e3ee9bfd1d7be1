// A service registers a callback with a connection, whose goroutine takes calls
// from a queue. Whoever touches the service's map holds the service's lock.
package main

import (
	"fmt"
	"sync"
)

type call struct {
	run  func()
	next *call
}

type queue struct {
	mu         sync.Mutex
	filled     *sync.Cond
	head, tail *call
}

func newQueue() *queue {
	q := &queue{}
	q.filled = sync.NewCond(&q.mu)
	return q
}

func (q *queue) push(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	c := &call{run: f}
	if q.tail != nil {
		q.tail.next = c
	} else {
		q.head = c
	}
	q.tail = c
	q.filled.Signal()
}

func (q *queue) pop() *call {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.head == nil {
		q.filled.Wait()
	}
	c := q.head
	q.head = c.next
	if q.head == nil {
		q.tail = nil
	}
	return c
}

type conn struct {
	mu      sync.Mutex
	onError func()
	calls   *queue
}

func connect() *conn {
	c := &conn{calls: newQueue()}
	go c.dispatch()
	return c
}

func (c *conn) dispatch() {
	for {
		c.calls.pop().run()
	}
}

func (c *conn) handle(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onError = f
}

func (c *conn) fail() {
	c.mu.Lock()
	f := c.onError
	c.mu.Unlock()
	c.calls.push(func() { f() })
}

type service struct {
	mu     sync.Mutex
	topics map[string]int
}

func (s *service) count() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, size := range s.topics { // NORACE
		n += size
	}
	return n
}

func (s *service) add(topic string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.topics[topic] = len(topic) // NORACE
}

func main() {
	c := connect()
	s := &service{topics: make(map[string]int)}
	c.handle(func() { s.count() })
	for i := 0; i < 100; i++ {
		c.fail()
		s.add(fmt.Sprint("topic ", i))
	}
}
