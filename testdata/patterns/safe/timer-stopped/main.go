// The timer cannot go off before it is set again.
package main

import (
	"fmt"
	"time"
)

func main() {
	words := map[string]int{}
	done := make(chan bool)
	timer := time.AfterFunc(time.Hour, func() {
		fmt.Println(words["one"]) // NORACE
		done <- true
	})
	timer.Stop()
	words["one"] = 1 // NORACE
	timer.Reset(time.Millisecond)
	<-done
}
