// A select of one case waits for it.
package main

import "fmt"

func main() {
	ages := make(map[string]int)
	done := make(chan struct{})
	go func() {
		ages["ada"] = 36 // NORACE
		close(done)
	}()
	select {
	case <-done:
	}
	fmt.Println(ages["ada"]) // NORACE
}
