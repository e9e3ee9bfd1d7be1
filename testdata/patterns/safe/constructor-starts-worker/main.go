// The constructor hands the object to its worker before it is complete, but the
// worker waits for the signal that it is.
package main

import "fmt"

type mailer struct {
	ready chan struct{}
	done  chan int
	alias map[string]string
}

func newMailer() *mailer {
	m := &mailer{ready: make(chan struct{}), done: make(chan int), alias: make(map[string]string)}
	go m.work()
	m.alias["root"] = "admin"      // NORACE
	m.alias["webmaster"] = "admin" // NORACE
	close(m.ready)
	return m
}

func (m *mailer) work() {
	<-m.ready
	n := 0
	for range m.alias { // NORACE
		n++
	}
	m.done <- n
}

func main() {
	fmt.Println(<-newMailer().done)
}
