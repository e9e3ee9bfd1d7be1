// A channel with room for one message is a lock as long as only those receive
// from it who have sent.
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
	t.rows[row]++ // NORACE
	time.Sleep(time.Millisecond)
	t.rows[row]++ // NORACE
	<-t.sem
}

// Who finds it free has nothing to do.
func (t *table) free() bool {
	select {
	case t.sem <- struct{}{}:
		<-t.sem
		return true
	default:
		return false
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
