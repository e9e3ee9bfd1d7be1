// The table is published by an atomic store and the flag is read by an atomic
// load: whoever sees the flag sees the table.
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
	d.words["hello"] = "bonjour" // NORACE
	d.words["bye"] = "au revoir" // NORACE
	atomic.StoreUint32(&d.loaded, 1)
}

func (d *dictionary) translate(word string) string {
	if atomic.LoadUint32(&d.loaded) == 0 {
		return word
	}
	return d.words[word] // NORACE
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
