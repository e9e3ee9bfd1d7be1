// DeepCopy gives every worker an object with maps of its own.
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
	for key, value := range p.labels { // NORACE
		out.labels[key] = value // NORACE
	}
	for key, value := range p.annotations { // NORACE
		out.annotations[key] = value // NORACE
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
			mine.annotations["replica"] = fmt.Sprint(i) // NORACE
		}()
	}
	wg.Wait()
}
