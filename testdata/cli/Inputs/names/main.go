// Command names has maps in structs of all kinds.
package main

import (
	"sync"

	retry "example.org/names/v2/retry.v1"
)

var guests struct {
	sync.Mutex
	modules map[string]retry.Entry
}

type server struct {
	inner struct{ done map[string]*retry.Entry }
}

func main() {
	lru := retry.New[retry.Entry, *retry.Entry]()
	go lru.Add(retry.Entry{}, nil)
	lru.Get(retry.Entry{})

	guests.modules = map[string]retry.Entry{}
	go func() { guests.modules["a"] = retry.Entry{} }()
	guests.modules["b"] = retry.Entry{}

	var s server
	s.inner.done = map[string]*retry.Entry{}
	go retry.Notify(func() { s.inner.done["a"] = nil })
	s.inner.done["b"] = nil

	local := struct{ tries map[string]retry.LRU[string, string] }{tries: map[string]retry.LRU[string, string]{}}
	go func() { delete(local.tries, "a") }()
	delete(local.tries, "b")
}
