// Writes to maps that nothing was ever put into: the write panics, whatever
// runs beside it.
package main

import (
	"fmt"
	"sync/atomic"
)

type store struct {
	m map[string]int
}

type current struct {
	m     map[string]int
	names []string
}

var hits map[string]int

func none() map[string]int { return nil }

func local() {
	var m map[string]int
	m["a"] = 1 // RACE! MG007
}

func field(s *store) {
	s.m["a"]++ // RACE! MG007
}

func result() {
	none()["a"] = 1 // RACE! MG007
}

func global() {
	hits["a"] = 1 // RACE! MG007
}

func foundAgain() {
	var now atomic.Pointer[current]
	now.Store(&current{names: []string{"a"}})
	now.Load().m["a"] = 1 // RACE! MG007
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	try(local)
	try(func() { field(&store{}) })
	try(result)
	try(global)
	try(foundAgain)
}
