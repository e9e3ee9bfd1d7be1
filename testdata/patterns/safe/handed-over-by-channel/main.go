// Each batch has one owner at a time: the sender forgets it once it is sent.
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
	}
}

func main() {
	batches := make(chan batch, 2)
	go produce(batches)
	sum := 0
	for b := range batches {
		b["seen"] = 1    // NORACE
		sum += b["size"] // NORACE
	}
	fmt.Println(sum)
}
