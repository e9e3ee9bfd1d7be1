// The template is copied as a struct; the copy keeps the map of the template.
package main

import "sync"

type request struct {
	method string
	header map[string]string
}

var template = request{method: "GET", header: map[string]string{"accept": "*/*"}}

func newRequest(id string) request {
	r := template
	for key, value := range template.header { // RACE! MG001
		r.header[key] = value // RACE! MG001
	}
	r.header["id"] = id // RACE! MG001
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
