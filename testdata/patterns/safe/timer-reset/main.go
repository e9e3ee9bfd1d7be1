// The timer is stopped and started again only when the table is complete: what
// it sends, it sends after that.
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
		fmt.Println(words["one"]) // NORACE
		done <- true
	}()
	timer.Stop()
	words["one"] = 1 // NORACE
	timer.Reset(time.Millisecond)
	<-done
}
