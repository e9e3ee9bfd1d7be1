// Every call has a Once of its own, so every call loads.
package main

import "sync"

var icons = make(map[string]int)

func icon(name string) int {
	var once sync.Once
	once.Do(func() {
		icons["open"] = 1 // RACE! MG001
		icons["save"] = 2 // RACE! MG001
	})
	return icons[name] // RACE! MG001
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
