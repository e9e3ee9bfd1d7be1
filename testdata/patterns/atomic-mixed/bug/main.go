// The table is published by an atomic store, but the reader tests the flag by a
// plain load, which orders nothing: it may see the flag and not the table.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type dictionary struct {
	loaded uint32
	words  map[string]string
}

func (d *dictionary) load() {
	d.words["hello"] = "bonjour" // RACE! MG001
	d.words["bye"] = "au revoir" // RACE! MG001
	atomic.StoreUint32(&d.loaded, 1)
}

func (d *dictionary) translate(word string) string {
	if d.loaded == 0 {
		return word
	}
	return d.words[word] // RACE! MG001
}

func main() {
	d := &dictionary{words: make(map[string]string)}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		d.load()
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100000; i++ {
			if d.translate("hello") != "hello" {
				break
			}
		}
	}()
	wg.Wait()
	fmt.Println(d.translate("bye")) // NORACE
}
