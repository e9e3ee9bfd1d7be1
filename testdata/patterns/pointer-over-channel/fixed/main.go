// A fresh message for each send: with the pointer the ownership goes over.
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
	for id := 0; id < 100; id++ {
		m := &message{fields: make(map[string]string)}
		m.id = id
		m.fields["body"] = fmt.Sprint("text ", id) // NORACE
		out <- m
	}
}

func receive(in <-chan *message) (size int) {
	for m := range in {
		for _, value := range m.fields { // NORACE
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
