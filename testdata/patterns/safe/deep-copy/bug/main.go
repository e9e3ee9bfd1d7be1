// DeepCopy forgets the annotations: they stay shared with the original.
package main

import (
	"fmt"
	"sync"
)

type pod struct {
	labels      map[string]string
	annotations map[string]string
}

func (p *pod) DeepCopy() *pod {
	out := &pod{labels: make(map[string]string), annotations: make(map[string]string)}
	out.annotations = p.annotations
	for key, value := range p.labels { // NORACE
		out.labels[key] = value // NORACE
	}
	for key, value := range p.annotations { // RACE! MG001
		out.annotations[key] = value // RACE! MG001
	}
	return out
}

func main() {
	original := &pod{labels: map[string]string{"app": "web"}, annotations: map[string]string{"by": "ci"}}
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mine := original.DeepCopy()
			mine.labels["replica"] = fmt.Sprint(i)      // NORACE
			mine.annotations["replica"] = fmt.Sprint(i) // RACE! MG001
		}()
	}
	wg.Wait()
}
