// Printing calls String, which looks at the name only; MarshalJSON, which walks
// the map, is called by encoding/json alone.
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
	return json.Marshal(e.fields) // NORACE
}

func (e *event) add(key string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.fields[key]++ // NORACE
}

func main() {
	e := &event{name: "start", fields: map[string]int{}}
	done := make(chan bool)
	go func() {
		fmt.Println(e)
		close(done)
	}()
	e.add("a")
	<-done
	text, err := json.Marshal(e)
	fmt.Println(string(text), err)
}
