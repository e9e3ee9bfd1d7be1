// The struct is copied into the channel, the map in it is not: the sender goes on
// writing the map that the worker has.
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
		j.result["square"] = j.id * j.id // RACE! MG001
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
	result := make(map[string]int)
	for id := 0; id < 100; id++ {
		result["id"] = id // RACE! MG001
		jobs <- job{id, result}
	}
	close(jobs)
	wg.Wait()
	fmt.Println("done")
}
