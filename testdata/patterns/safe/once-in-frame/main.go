// The package-level Once runs the load once for all callers.
package main

import "sync"

var icons = make(map[string]int)

var once sync.Once

func icon(name string) int {
	once.Do(func() {
		icons["open"] = 1 // NORACE
		icons["save"] = 2 // NORACE
	})
	return icons[name] // NORACE
}

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"open", "save", "quit", "open"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			icon(name)
		}()
	}
	wg.Wait()
}
