// Every worker gets the same queue as its argument and takes jobs out of it.
package main

import (
	"fmt"
	"sync"
)

func drain(queue map[int]string, wg *sync.WaitGroup) {
	defer wg.Done()
	for id := 0; id < 200; id++ {
		job, ok := queue[id] // RACE! MG001
		if ok {
			delete(queue, id) // RACE! MG001
		}
		if ok {
			_ = len(job)
		}
	}
}

func main() {
	queue := make(map[int]string)
	for id := 0; id < 200; id++ {
		queue[id] = fmt.Sprint("resize image ", id) // NORACE
	}
	var wg sync.WaitGroup
	for worker := 0; worker < 3; worker++ {
		wg.Add(1)
		go drain(queue, &wg)
	}
	wg.Wait()
	fmt.Println("left:", len(queue)) // NORACE
}
