// A dozen locks and a dozen calls above the write; Peek has all but the last.
package main

import (
	"fmt"
	"sync"
)

type vault struct {
	doors [6]sync.Mutex
	hall  sync.RWMutex
	gate  sync.Mutex
	outer sync.Mutex
	inner sync.Mutex
	guard sync.Mutex
	boxes map[int]string
}

func (v *vault) locked(f func()) {
	v.outer.Lock()
	defer v.outer.Unlock()
	v.gate.Lock()
	defer v.gate.Unlock()
	f()
}

func (v *vault) put(id, depth int) {
	if depth > 0 {
		v.put1(id, depth-1)
		return
	}
	v.boxes[id] = fmt.Sprint("deed ", id) // RACE! MG003|MG004
}

func (v *vault) put1(id, depth int) { v.put2(id, depth) }
func (v *vault) put2(id, depth int) { v.put3(id, depth) }
func (v *vault) put3(id, depth int) { v.put4(id, depth) }
func (v *vault) put4(id, depth int) { v.put5(id, depth) }
func (v *vault) put5(id, depth int) { v.put6(id, depth) }
func (v *vault) put6(id, depth int) { v.put(id, depth) }

func (v *vault) Put(id int) {
	v.guard.Lock()
	defer v.guard.Unlock()
	v.locked(func() {
		v.inner.Lock()
		defer v.inner.Unlock()
		v.doors[0].Lock()
		v.doors[1].Lock()
		v.put(id, 2)
		v.doors[1].Unlock()
		v.doors[0].Unlock()
	})
}

func (v *vault) Peek(id int) string {
	v.hall.RLock()
	defer v.hall.RUnlock()
	v.doors[2].Lock()
	defer v.doors[2].Unlock()
	return v.boxes[id] // RACE! MG003|MG004
}

func main() {
	v := &vault{boxes: make(map[int]string)}
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for id := 0; id < 60; id++ {
				v.Put(id)
				v.Peek(id)
			}
		}()
	}
	wg.Wait()
}
