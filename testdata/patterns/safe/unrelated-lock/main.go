// Save writes the draft under the lock of the server, edit without it; but each
// draft belongs to the one goroutine that made it, so the lock is beside the point.
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
	d.fields[key] = value // NORACE
}

func (s *server) save(d *draft) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saved++
	d.fields["revision"] = fmt.Sprint(s.saved) // NORACE
}

func main() {
	s := &server{}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			d := &draft{fields: make(map[string]string)}
			for n := 0; n < 50; n++ {
				d.edit("title", fmt.Sprint("No. ", n))
				s.save(d)
			}
		}()
	}
	wg.Wait()
}
