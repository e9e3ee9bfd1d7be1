// Who wants to be sure that the lock is free takes back what somebody else has
// sent.
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
	select {
	case <-t.sem:
	default:
	}
	t.sem <- struct{}{}
	t.rows[row]++ // RACE! MG001
	time.Sleep(time.Millisecond)
	t.rows[row]++ // RACE! MG001
	<-t.sem
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
	time.Sleep(10 * time.Millisecond)
	fmt.Println(len(t.rows)) // RACE! MG001
}
