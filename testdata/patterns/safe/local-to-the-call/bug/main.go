// The scratch map is kept from call to call, and so shared by all calls.
package main

import (
	"strings"
	"sync"
)

var counts = make(map[string]int)

func mostFrequent(text string) (best string) {
	for _, word := range strings.Fields(text) {
		counts[word]++ // RACE! MG001
	}
	for word, n := range counts { // RACE! MG001
		if n > counts[best] { // RACE! MG001
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
