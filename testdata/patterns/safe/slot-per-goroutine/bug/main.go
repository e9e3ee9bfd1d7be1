// Two goroutines at a time work on one slot.
package main

import (
	"fmt"
	"sync"
)

func count(slots []map[string]int, i int, words []string) {
	for _, word := range words {
		slots[i][word]++ // RACE! MG001
	}
}

func main() {
	slots := make([]map[string]int, 4)
	for i := range slots {
		slots[i] = make(map[string]int)
	}
	words := []string{"tick", "tock", "tick"}
	var wg sync.WaitGroup
	for i := range slots {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count(slots, i/2, words)
		}()
	}
	wg.Wait()
	for i, slot := range slots {
		fmt.Println(i, len(slot)) // NORACE
	}
}
