// Save writes the draft under the lock of the server, edit without it, and the
// goroutines work on one draft.
package main

import (
	"fmt"
	"sync"
)

type draft struct{ fields map[string]string }

type server struct {
	mu    sync.Mutex
	saved int
}

func (d *draft) edit(key, value string) {
	d.fields[key] = value // RACE! MG001|MG003
}

func (s *server) save(d *draft) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saved++
	d.fields["revision"] = fmt.Sprint(s.saved) // RACE! MG001|MG003
}

func main() {
	s := &server{}
	var wg sync.WaitGroup
	d := &draft{fields: make(map[string]string)}
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				d.edit("title", fmt.Sprint("No. ", n))
				s.save(d)
			}
		}()
	}
	wg.Wait()
}
