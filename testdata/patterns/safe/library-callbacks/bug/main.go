// Callbacks of the standard library change a shared map; nothing guards it.
package main

import (
	"slices"
	"strings"
	"sync"
)

type stats struct {
	uses map[string]int
}

func (s *stats) split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		s.uses["split"]++ // RACE! MG001
		return r == ' '
	})
}

func (s *stats) sorted(words []string) {
	slices.SortFunc(words, func(a, b string) int {
		s.uses["compare"]++ // RACE! MG001
		return strings.Compare(a, b)
	})
}

func main() {
	s := &stats{uses: make(map[string]int)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 30; i++ {
			s.split("to be or not to be")
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 30; i++ {
			s.sorted([]string{"d", "a", "c", "b"})
		}
	}()
	wg.Wait()
}
