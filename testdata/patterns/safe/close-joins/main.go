// The close of the channel comes before the receive that it ends.
package main

import "fmt"

func main() {
	squares := make(map[int]int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 0; n < 100; n++ {
			squares[n] = n * n // NORACE
		}
	}()
	<-done
	fmt.Println(squares[9]) // NORACE
}
