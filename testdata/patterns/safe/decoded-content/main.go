// Each goroutine decodes into a value of its own; Unmarshal makes the map.
package main

import (
	"encoding/json"
	"fmt"
	"sync"
)

type event struct {
	Name  string
	Attrs map[string]int
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var ev event
			line := fmt.Sprintf(`{"Attrs":{"n%d":%d}}`, i, i)
			if err := json.Unmarshal([]byte(line), &ev); err != nil { // NORACE
				return
			}
			ev.Attrs["seen"] = 1 // NORACE
		}()
	}
	wg.Wait()
}
