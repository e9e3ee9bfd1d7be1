// Somebody closes stop: the reader may go on before the worker has written.
package main

import "fmt"

func main() {
	words := map[string]int{}
	done := make(chan bool)
	stop := make(chan struct{})
	go func() {
		words["one"] = 1 // RACE! MG001
		select {
		case done <- true:
		case <-stop:
		}
	}()
	go func() { close(stop) }()
	select {
	case <-done:
	case <-stop:
	}
	fmt.Println(words["one"]) // RACE! MG001
}
