// The channel is closed before the work is done.
package main

import "fmt"

func main() {
	squares := make(map[int]int)
	done := make(chan struct{})
	go func() {
		close(done)
		for n := 0; n < 100; n++ {
			squares[n] = n * n // RACE! MG001
		}
	}()
	<-done
	fmt.Println(squares[9]) // RACE! MG001
}
