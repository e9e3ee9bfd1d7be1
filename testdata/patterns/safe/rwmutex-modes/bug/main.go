// Touch writes under RLock.
package main

import "sync"

type directory struct {
	mu    sync.RWMutex
	phone map[string]string
	uses  map[string]int
}

func (d *directory) Lookup(name string) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.phone[name] // NORACE
}

func (d *directory) Set(name, number string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.phone[name] = number // NORACE
	d.uses[name] = 0       // NORACE
}

func (d *directory) Touch(name string) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	d.uses[name]++ // RACE! MG002
}

func main() {
	d := &directory{phone: make(map[string]string), uses: make(map[string]int)}
	var wg sync.WaitGroup
	for _, name := range []string{"ada", "bob", "cyd"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			d.Set(name, "555")
			for i := 0; i < 50; i++ {
				d.Touch(name)
				d.Lookup(name)
			}
		}()
	}
	wg.Wait()
}
