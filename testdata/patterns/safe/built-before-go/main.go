// The table is complete before the first goroutine starts; then it is read only.
package main

import (
	"fmt"
	"sync"
)

func main() {
	rates := map[string]float64{"EUR": 1}
	for i, code := range []string{"USD", "GBP", "JPY"} {
		rates[code] = 1 + float64(i)/10 // NORACE
	}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_ = rates["USD"] * float64(i) // NORACE
		}()
	}
	wg.Wait()
	fmt.Println(len(rates)) // NORACE
}
