// A channel that is filled with one message where it is made is a lock for who
// receives that message and sends it again.
package main

import "sync"

type table struct {
	token chan struct{}
	rows  map[int]int
}

func newTable() *table {
	t := &table{token: make(chan struct{}, 1), rows: make(map[int]int)}
	t.token <- struct{}{}
	return t
}

func (t *table) acquire() { <-t.token }
func (t *table) release() { t.token <- struct{}{} }

func (t *table) add(row int) {
	t.acquire()
	defer t.release()
	t.rows[row]++ // NORACE
}

// drop has two sections.
func (t *table) drop(row int) {
	<-t.token
	n := len(t.rows) // NORACE
	t.token <- struct{}{}
	if n < 2 {
		return
	}
	<-t.token
	delete(t.rows, row) // NORACE
	t.token <- struct{}{}
}

func main() {
	t := newTable()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 2000; n++ {
				t.add(n % 3)
				t.drop(n % 3)
			}
		}()
	}
	wg.Wait()
}
