// Nobody ever closes or sends on stop: the worker's select can only send on
// done, and the reader's receive comes after the write.
package main

import "fmt"

func main() {
	words := map[string]int{}
	done := make(chan bool)
	stop := make(chan struct{})
	go func() {
		words["one"] = 1 // NORACE
		select {
		case done <- true:
		case <-stop:
		}
	}()
	select {
	case <-done:
	case <-stop:
	}
	fmt.Println(words["one"]) // NORACE
}
