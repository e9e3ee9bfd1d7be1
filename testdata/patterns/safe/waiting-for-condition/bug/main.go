// The map is read after the lock around Wait is released.
package main

import (
	"fmt"
	"sync"
)

type mailbox struct {
	mu    sync.Mutex
	some  sync.Cond
	mails map[int]string
}

func newMailbox() *mailbox {
	m := &mailbox{mails: make(map[int]string)}
	m.some.L = &m.mu
	return m
}

func (m *mailbox) deliver(id int, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.mails[id] = text // RACE! MG003
	m.some.Broadcast()
}

func (m *mailbox) fetch(id int) string {
	m.mu.Lock()
	for m.mails[id] == "" { // NORACE
		m.some.Wait()
	}
	m.mu.Unlock()
	return m.mails[id] // RACE! MG003
}

func main() {
	m := newMailbox()
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for id := 0; id < 2000; id++ {
			m.deliver(id, fmt.Sprint("mail ", id))
		}
	}()
	go func() {
		defer wg.Done()
		for id := 0; id < 2000; id++ {
			m.fetch(id)
		}
	}()
	wg.Wait()
}
