// On an unbuffered channel the receive comes before the send completes, so what
// the receiver did before is ordered before what the sender does after.
package main

import "fmt"

func main() {
	ages := make(map[string]int)
	taken := make(chan struct{})
	go func() {
		ages["ada"] = 36 // NORACE
		<-taken
	}()
	taken <- struct{}{}
	fmt.Println(ages["ada"]) // NORACE
}
