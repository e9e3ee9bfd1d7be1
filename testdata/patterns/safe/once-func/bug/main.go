// A reader repairs the index that OnceValue built for everybody.
package main

import (
	"strings"
	"sync"
)

const text = "the quick brown fox jumps over the lazy dog"

var wordIndex = sync.OnceValue(func() map[string]int {
	index := make(map[string]int)
	for i, word := range strings.Fields(text) {
		index[word] = i // NORACE
	}
	return index
})

func position(word string) int {
	index := wordIndex()
	if _, ok := index[word]; !ok { // RACE! MG001
		index[word] = -1 // RACE! MG001
	}
	return index[word] // RACE! MG001
}

func main() {
	var wg sync.WaitGroup
	for _, word := range []string{"fox", "dog", "cat", "cow"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			position(word)
		}()
	}
	wg.Wait()
}
