// The table is completed when the timer already runs.
package main

import (
	"fmt"
	"time"
)

func main() {
	words := map[string]int{}
	done := make(chan bool)
	timer := time.NewTimer(time.Hour)
	go func() {
		<-timer.C
		fmt.Println(words["one"]) // RACE! MG001
		done <- true
	}()
	timer.Stop()
	timer.Reset(time.Millisecond)
	words["one"] = 1 // RACE! MG001
	<-done
}
