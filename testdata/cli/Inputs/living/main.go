// Command living has a race on each of three maps: a package variable, a field,
// and one in generated code.
package main

import (
	"example.org/living/gen"
	"example.org/living/store"
)

var hits = map[string]int{}

func count(k string) {
	hits[k]++
}

func main() {
	c := store.New()
	go count("a")
	count("b")
	go c.Set("a")
	c.Set("b")
	go gen.Put("a")
	gen.Put("b")
}
