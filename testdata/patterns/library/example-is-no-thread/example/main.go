// Command example shows how a notebook is used.
package main

import (
	"fmt"

	"example.org/patterns/library/example-is-no-thread"
)

func main() {
	done := make(chan string)
	n := notebook.New()
	n.Write("today", "buy milk")
	go func() { done <- n.Read("today") }()
	fmt.Println(<-done)
	n.Write("tomorrow", "drink it")
}
