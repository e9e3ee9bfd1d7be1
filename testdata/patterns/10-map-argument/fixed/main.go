// Every worker gets the queue with the mutex that guards it.
package main

import (
	"fmt"
	"sync"
)

func drain(queue map[int]string, mu *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	for id := 0; id < 200; id++ {
		mu.Lock()
		job, ok := queue[id] // NORACE
		if ok {
			delete(queue, id) // NORACE
		}
		mu.Unlock()
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
	var mu sync.Mutex
	var wg sync.WaitGroup
	for worker := 0; worker < 3; worker++ {
		wg.Add(1)
		go drain(queue, &mu, &wg)
	}
	wg.Wait()
	fmt.Println("left:", len(queue)) // NORACE
}
