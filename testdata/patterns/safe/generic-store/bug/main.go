// A generic type whose Delete forgets the lock, in every instance.
package main

import (
	"strconv"
	"sync"
)

type store[K comparable, V any] struct {
	mu    sync.RWMutex
	items map[K]V
}

func newStore[K comparable, V any]() *store[K, V] {
	return &store[K, V]{items: make(map[K]V)}
}

func (s *store[K, V]) Set(key K, value V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[key] = value // RACE! MG003
}

func (s *store[K, V]) Delete(key K) {
	delete(s.items, key) // RACE! MG003
}

func main() {
	names := newStore[int, string]()
	ports := newStore[string, int]()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				names.Set(n, strconv.Itoa(i))
				names.Delete(n + 1)
				ports.Set(strconv.Itoa(n), i)
				ports.Delete(strconv.Itoa(n + 1))
			}
		}()
	}
	wg.Wait()
}
