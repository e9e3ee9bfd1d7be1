// One helper starts every goroutine; two of the functions share a map.
package main

import (
	"fmt"
	"sync"
)

var running sync.WaitGroup

// background runs f in a goroutine and survives its panics.
func background(f func()) {
	running.Add(1)
	go func() {
		defer running.Done()
		defer func() {
			if err := recover(); err != nil {
				fmt.Println(err)
			}
		}()
		f()
	}()
}

func main() {
	opened := make(map[string]int)
	closed := make(map[string]int)
	closed = opened
	background(func() {
		for i := 0; i < 100; i++ {
			opened[fmt.Sprint("file", i)]++ // RACE! MG001
		}
	})
	background(func() {
		for i := 0; i < 100; i++ {
			closed[fmt.Sprint("file", i)]++ // RACE! MG001
		}
	})
	running.Wait()
	fmt.Println(len(opened), len(closed)) // NORACE
}
