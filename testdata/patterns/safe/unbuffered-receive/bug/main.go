// On a buffered channel a send completes without the receiver.
package main

import "fmt"

func main() {
	ages := make(map[string]int)
	taken := make(chan struct{}, 1)
	go func() {
		ages["ada"] = 36 // RACE! MG001
		<-taken
	}()
	taken <- struct{}{}
	fmt.Println(ages["ada"]) // RACE! MG001
}
