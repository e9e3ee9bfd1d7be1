// A job carries its map by value over the channel: each has a map of its own, and
// the sender does not touch it any more.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	id     int
	result map[string]int
}

func work(jobs <-chan job) {
	for j := range jobs {
		j.result["square"] = j.id * j.id // NORACE
	}
}

func main() {
	jobs := make(chan job, 4)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		work(jobs)
	}()
	for id := 0; id < 100; id++ {
		result := make(map[string]int)
		result["id"] = id // NORACE
		jobs <- job{id, result}
	}
	close(jobs)
	wg.Wait()
	fmt.Println("done")
}
