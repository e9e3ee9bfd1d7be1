// The functions of package maps and the clear builtin are map operations too.
package main

import (
	"maps"
	"slices"
	"strconv"
	"sync"
)

type table struct {
	rows map[string]int
}

func (t *table) merge(other map[string]int) {
	maps.Copy(t.rows, other) // RACE! MG001
}

func (t *table) prune(below int) {
	maps.DeleteFunc(t.rows, func(_ string, n int) bool { return n < below }) // RACE! MG001
}

func (t *table) names() []string {
	return slices.Sorted(maps.Keys(t.rows)) // RACE! MG001
}

func (t *table) reset() {
	clear(t.rows) // RACE! MG001
}

func main() {
	t := &table{rows: make(map[string]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 25; n++ {
				switch (i + n) % 4 {
				case 0:
					t.merge(map[string]int{strconv.Itoa(n): n})
				case 1:
					t.prune(n)
				case 2:
					t.names()
				case 3:
					t.reset()
				}
			}
		}()
	}
	wg.Wait()
}
