// As the twin, but the goroutines are given the type with the map.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type sink interface {
	put(word string)
}

type counter struct {
	n atomic.Int64
}

func (c *counter) put(word string) { c.n.Add(int64(len(word))) }

type recorder struct {
	words map[string]int
}

func (r *recorder) put(word string) {
	r.words[word]++ // RACE! MG001
}

func write(to sink, words []string) {
	for _, w := range words {
		to.put(w)
	}
}

func main() {
	words := []string{"a", "b", "a"}
	alone := &recorder{words: map[string]int{}}
	write(alone, words)

	cases := map[string]struct{ to sink }{
		"count":  {to: &counter{}},
		"record": {to: &recorder{words: map[string]int{}}},
	}
	for name, c := range cases {
		var wg sync.WaitGroup
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				write(c.to, words)
			}()
		}
		wg.Wait()
		fmt.Println(name, c.to)
	}
	fmt.Println(len(alone.words))
}
