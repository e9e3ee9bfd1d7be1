// The template is copied as a struct, then its map field gets a fresh map.
package main

import "sync"

type request struct {
	method string
	header map[string]string
}

var template = request{method: "GET", header: map[string]string{"accept": "*/*"}}

func newRequest(id string) request {
	r := template
	r.header = make(map[string]string)
	for key, value := range template.header { // NORACE
		r.header[key] = value // NORACE
	}
	r.header["id"] = id // NORACE
	return r
}

func main() {
	var wg sync.WaitGroup
	for _, id := range []string{"a", "b", "c", "d"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			newRequest(id)
		}()
	}
	wg.Wait()
}
