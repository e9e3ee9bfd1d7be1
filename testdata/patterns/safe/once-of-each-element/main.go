// One once for all parts lets in one of those who fill the map.
package main

import (
	"fmt"
	"sync"
)

type part struct{ id int }

type machine struct {
	once  sync.Once
	parts []*part
	ready map[int]bool
}

func (m *machine) start(i int) {
	p := m.parts[i]
	m.once.Do(func() {
		m.ready[p.id] = true // NORACE
	})
}

func main() {
	m := &machine{ready: make(map[int]bool)}
	for i := 0; i < 4; i++ {
		m.parts = append(m.parts, &part{id: i})
	}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m.start(i)
		}()
	}
	wg.Wait()
	fmt.Println(len(m.ready)) // NORACE
}
