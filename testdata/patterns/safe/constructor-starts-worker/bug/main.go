// The signal that the object is complete is given too early.
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
	close(m.ready)
	m.alias["root"] = "admin"      // RACE! MG001
	m.alias["webmaster"] = "admin" // RACE! MG001
	return m
}

func (m *mailer) work() {
	<-m.ready
	n := 0
	for range m.alias { // RACE! MG001
		n++
	}
	m.done <- n
}

func main() {
	fmt.Println(<-newMailer().done)
}
