// The twins of what panics: made first, perhaps made, or tested before.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type store struct {
	m     map[string]int
	other map[string]int
	Open  map[string]int
}

type set map[string]int

var (
	hits   map[string]int
	later  map[string]int
	Opened map[string]int
	never  map[string]int
)

func init() { hits = map[string]int{} }

func perhaps(n int) map[string]int {
	if n > 0 {
		return map[string]int{}
	}
	return nil
}

func fill(m *map[string]int) { *m = map[string]int{} }

func local() {
	var m map[string]int
	if len(os.Args) > 0 {
		m = make(map[string]int)
	}
	m["a"] = 1 // NORACE

	var n map[string]int
	fill(&n)
	n["a"] = 1 // NORACE
}

func captured() {
	var m map[string]int
	put := func() { m["a"] = 1 } // NORACE
	m = map[string]int{}
	put()
}

func fields(s *store) {
	s.m["a"]++ // NORACE
	if s.other != nil {
		s.other["a"] = 1 // NORACE
	}
	if err := json.Unmarshal([]byte(`{"Open":{}}`), s); err == nil {
		s.Open["a"] = 1 // NORACE
	}
}

func globals() {
	hits["a"] = 1 // NORACE
	fill(&later)
	later["a"] = 1 // NORACE
	Opened = map[string]int{}
	Opened["a"] = 1 // NORACE
	if never != nil {
		never["a"] = 1 // NORACE
	}
	_ = never["a"]
	delete(never, "a") // NORACE: only a write to nil panics
	set{}["a"] = 1     // NORACE
}

func main() {
	local()
	captured()
	fields(&store{m: map[string]int{}})
	globals()
	perhaps(len(os.Args))["a"] = 1 // NORACE
	fmt.Println(len(hits))
}
