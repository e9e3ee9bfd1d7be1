// The timer may go off while the table is filled.
package main

import (
	"fmt"
	"time"
)

func main() {
	words := map[string]int{}
	done := make(chan bool)
	timer := time.AfterFunc(time.Millisecond, func() {
		fmt.Println(words["one"]) // RACE! MG001
		done <- true
	})
	words["one"] = 1 // RACE! MG001
	timer.Reset(time.Millisecond)
	<-done
}
