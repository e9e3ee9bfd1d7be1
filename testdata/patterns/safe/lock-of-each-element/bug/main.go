// The lock of a room does not keep out who is in another one: the map belongs
// to the house.
package main

import (
	"fmt"
	"sync"
)

type room struct {
	mu     sync.Mutex
	guests map[string]int
}

type house struct {
	rooms []*room
	names map[string]int
}

func (h *house) enter(i int, name string) {
	r := h.rooms[i]
	r.mu.Lock()
	r.guests[name]++ // NORACE
	h.names[name]++  // RACE! MG004
	r.mu.Unlock()
}

func main() {
	h := &house{names: make(map[string]int)}
	for i := 0; i < 4; i++ {
		h.rooms = append(h.rooms, &room{guests: make(map[string]int)})
	}
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			h.enter(i%4, "Ada")
		}()
	}
	wg.Wait()
	fmt.Println(len(h.names)) // NORACE
}
