// Each call counts in a map of its own, so concurrent calls share nothing.
package main

import (
	"strings"
	"sync"
)

func mostFrequent(text string) (best string) {
	counts := make(map[string]int)
	for _, word := range strings.Fields(text) {
		counts[word]++ // NORACE
	}
	for word, n := range counts { // NORACE
		if n > counts[best] { // NORACE
			best = word
		}
	}
	return best
}

func main() {
	var wg sync.WaitGroup
	for _, text := range []string{"a b a", "c c d", "e f f"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mostFrequent(text)
		}()
	}
	wg.Wait()
}
