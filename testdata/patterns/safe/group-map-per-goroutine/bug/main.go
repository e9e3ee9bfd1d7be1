// An error group whose tasks write the merged map directly.
package main

import (
	"fmt"
	"sync"
)

// group runs tasks and keeps their first error.
type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) Go(task func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := task(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	return g.err
}

func main() {
	var g group
	merged := make(map[string]int)
	parts := make([]map[string]int, 4)
	for i := range parts {
		g.Go(func() error {
			part := make(map[string]int)
			part[fmt.Sprint("key", i)] = i   // NORACE
			merged[fmt.Sprint("key", i)] = i // RACE! MG001
			parts[i] = part
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		fmt.Println(err)
	}
	for _, part := range parts {
		for key, n := range part { // NORACE
			merged[key] += n // NORACE
		}
	}
	fmt.Println(len(merged)) // NORACE
}
