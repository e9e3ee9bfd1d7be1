// The outer lock is held for the outer map only; the inner maps are changed after
// it is released, by whoever got hold of them.
package main

import (
	"fmt"
	"sync"
)

type topic struct {
	offset map[string]int
}

type broker struct {
	mu     sync.Mutex
	topics map[string]*topic
}

func (b *broker) topic(name string) *topic {
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.topics[name] // NORACE
	if !ok {
		t = &topic{offset: make(map[string]int)}
		b.topics[name] = t // NORACE
	}
	return t
}

func (b *broker) commit(name, group string, n int) {
	t := b.topic(name)
	t.offset[group] = n // RACE! MG001|MG005
}

func main() {
	b := &broker{topics: make(map[string]*topic)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				b.commit(fmt.Sprint("topic", n%2), fmt.Sprint("group", i), n)
			}
		}()
	}
	wg.Wait()
}
