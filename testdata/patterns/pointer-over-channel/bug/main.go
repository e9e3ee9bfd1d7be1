// The pointer goes over the channel and the sender goes on using what it points
// to: the channel orders the send, not what the sender does after it.
package main

import (
	"fmt"
	"sync"
)

type message struct {
	id     int
	fields map[string]string
}

func send(out chan<- *message) {
	defer close(out)
	m := &message{fields: make(map[string]string)}
	for id := 0; id < 100; id++ {
		m.id = id
		m.fields["body"] = fmt.Sprint("text ", id) // RACE! MG001
		out <- m
	}
}

func receive(in <-chan *message) (size int) {
	for m := range in {
		for _, value := range m.fields { // RACE! MG001
			size += len(value)
		}
	}
	return size
}

func main() {
	pipe := make(chan *message, 4)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println(receive(pipe))
	}()
	send(pipe)
	wg.Wait()
}
