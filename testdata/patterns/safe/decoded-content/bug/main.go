// All goroutines decode into one value, so Unmarshal writes one map.
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
	ev := event{Attrs: make(map[string]int)}
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			line := fmt.Sprintf(`{"Attrs":{"n%d":%d}}`, i, i)
			if err := json.Unmarshal([]byte(line), &ev); err != nil { // RACE! MG001
				return
			}
			ev.Attrs["seen"] = 1 // RACE! MG001
		}()
	}
	wg.Wait()
}
