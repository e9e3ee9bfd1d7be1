// The late entry is added outside the Once.
package main

import "sync"

type countries struct {
	once  sync.Once
	names map[string]string
}

func (c *countries) load() {
	c.names = map[string]string{"de": "Germany"}
	c.names["fr"] = "France" // NORACE
}

func (c *countries) Name(code string) string {
	c.once.Do(c.load)
	if code == "xx" {
		c.names[code] = "nowhere" // RACE! MG001
	}
	return c.names[code] // RACE! MG001
}

func main() {
	var c countries
	var wg sync.WaitGroup
	for _, code := range []string{"de", "fr", "xx", "de", "xx"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = c.Name(code)
		}()
	}
	wg.Wait()
}
