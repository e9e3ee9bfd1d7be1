// Totals per region, added up by one goroutine per file. The read at the end is
// after the join and fine; the additions meet each other.
package main

import (
	"fmt"
	"sync"
)

type sale struct {
	region string
	cents  int
}

func load(file int) []sale {
	return []sale{{"north", 120 * file}, {"south", 80 + file}, {"north", 7}}
}

func main() {
	totals := make(map[string]int)
	var wg sync.WaitGroup
	for file := 0; file < 6; file++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for _, s := range load(file) {
				totals[s.region] += s.cents // RACE! MG001
			}
		}()
	}
	wg.Wait()
	for region, cents := range totals { // NORACE
		fmt.Println(region, cents)
	}
}
