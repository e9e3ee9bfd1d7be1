// The writer is given the read lock behind the sync.Locker.
package main

import (
	"fmt"
	"sync"
)

type view struct {
	lock sync.Locker
	data map[string]int
}

func (v view) get(key string) int {
	v.lock.Lock()
	defer v.lock.Unlock()
	return v.data[key] // RACE! MG002
}

func (v view) put(key string, n int) {
	v.lock.Lock()
	defer v.lock.Unlock()
	v.data[key] = n // RACE! MG002
}

func main() {
	var mu sync.RWMutex
	data := make(map[string]int)
	reader := view{mu.RLocker(), data}
	writer := view{mu.RLocker(), data}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				writer.put(fmt.Sprint("key", n%5), i)
			}
		}()
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				reader.get(fmt.Sprint("key", n%5))
			}
		}()
	}
	wg.Wait()
}
