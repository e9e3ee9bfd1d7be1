// The mutex is embedded, and an outer method locks for an inner one.
package main

import (
	"fmt"
	"sync"
)

type base struct {
	sync.RWMutex
	attrs map[string]string
}

func (b *base) setLocked(key, value string) {
	b.attrs[key] = value // NORACE
}

type device struct {
	base
	name string
}

func (d *device) Set(key, value string) {
	d.Lock()
	defer d.Unlock()
	d.setLocked(key, value)
}

func (d *device) Rename(name string) {
	d.Lock()
	defer d.Unlock()
	d.setLocked("name", name)
}

func (d *device) Get(key string) string {
	d.RLock()
	defer d.RUnlock()
	return d.attrs[key] // NORACE
}

func main() {
	d := &device{base: base{attrs: make(map[string]string)}}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				d.Set("state", fmt.Sprint(n))
				d.Rename(fmt.Sprint("dev", i))
				d.Get("name")
			}
		}()
	}
	wg.Wait()
}
