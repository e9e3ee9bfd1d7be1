// The goroutine encodes the event while a field is added.
package main

import (
	"encoding/json"
	"fmt"
	"sync"
)

type event struct {
	name   string
	mu     sync.Mutex
	fields map[string]int
}

func (e *event) String() string { return e.name }

// MarshalJSON is for who has the event alone.
func (e *event) MarshalJSON() ([]byte, error) {
	return json.Marshal(e.fields) // RACE! MG001|MG003
}

func (e *event) add(key string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fields[key]++ // RACE! MG001|MG003
}

func main() {
	e := &event{name: "start", fields: map[string]int{}}
	done := make(chan bool)
	go func() {
		text, err := json.Marshal(e)
		fmt.Println(string(text), err)
		close(done)
	}()
	e.add("a")
	<-done
}
