// Who takes the lock that a channel is gives it back on each way out, whichever
// way it was taken.
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
	case t.sem <- struct{}{}:
	default:
		time.Sleep(time.Millisecond)
		t.sem <- struct{}{}
	}
	if t.rows[row] > 100 { // NORACE
		<-t.sem
		return
	}
	t.rows[row]++ // NORACE
	time.Sleep(time.Millisecond)
	t.rows[row]++ // NORACE
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
	wg.Wait()
	fmt.Println(len(t.rows))
}
