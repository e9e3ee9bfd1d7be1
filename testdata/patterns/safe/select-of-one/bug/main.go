// With a default it does not wait, even where nothing is done in either case.
package main

import "fmt"

func main() {
	ages := make(map[string]int)
	done := make(chan struct{})
	go func() {
		ages["ada"] = 36 // RACE! MG001
		close(done)
	}()
	select {
	case <-done:
	default:
	}
	fmt.Println(ages["ada"]) // RACE! MG001
}
