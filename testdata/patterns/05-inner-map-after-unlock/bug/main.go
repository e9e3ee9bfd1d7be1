// The room is looked up under the lock; its members are walked after it.
package main

import (
	"fmt"
	"sync"
)

type hub struct {
	mu    sync.Mutex
	rooms map[string]map[string]bool
}

func (h *hub) Join(room, user string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	members := h.rooms[room] // NORACE
	if members == nil {
		members = make(map[string]bool)
		h.rooms[room] = members // NORACE
	}
	members[user] = true // RACE! MG005
}

func (h *hub) Broadcast(room string, send func(user string)) {
	h.mu.Lock()
	members := h.rooms[room] // NORACE
	h.mu.Unlock()
	for user := range members { // RACE! MG005
		send(user)
	}
}

func main() {
	h := &hub{rooms: make(map[string]map[string]bool)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				h.Join("lobby", fmt.Sprintf("user-%d-%d", i, n))
			}
		}()
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				h.Broadcast("lobby", func(user string) { _ = user })
			}
		}()
	}
	wg.Wait()
}
