// Who looks whether the lock is free takes away the message of the one that has
// it: the next one comes in.
package main

import (
	"fmt"
	"sync"
	"time"
)

type table struct {
	sem  chan struct{}
	rows map[int]int
}

func (t *table) add(row int) {
	t.sem <- struct{}{}
	t.rows[row]++ // RACE! MG001
	time.Sleep(time.Millisecond)
	t.rows[row]++ // RACE! MG001
	<-t.sem
}

func (t *table) free() bool {
	select {
	case <-t.sem:
		return false
	default:
		return true
	}
}

func main() {
	t := &table{sem: make(chan struct{}, 1), rows: make(map[int]int)}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.add(i)
		}()
	}
	for i := 0; i < 4; i++ {
		time.Sleep(300 * time.Microsecond)
		fmt.Println(t.free())
	}
	wg.Wait()
}
