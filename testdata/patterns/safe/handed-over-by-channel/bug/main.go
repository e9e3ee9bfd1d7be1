// The sender changes the batch after it was sent.
package main

import "fmt"

type batch map[string]int

func produce(out chan<- batch) {
	defer close(out)
	for n := 0; n < 20; n++ {
		b := make(batch)
		b["first"] = n    // NORACE
		b["size"] = n * n // NORACE
		out <- b
		b["sent"] = 1 // RACE! MG001
	}
}

func main() {
	batches := make(chan batch, 2)
	go produce(batches)
	sum := 0
	for b := range batches {
		b["seen"] = 1    // RACE! MG001
		sum += b["size"] // RACE! MG001
	}
	fmt.Println(sum)
}
