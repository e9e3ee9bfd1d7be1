// The twins of what panics: made first, perhaps made, or tested before.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

type store struct {
	m     map[string]int
	other map[string]int
	Open  map[string]int
}

type set map[string]int

type (
	current struct{ m map[string]int }
	bucket  struct{ m map[string]int }
	key     struct{ m map[string]int }
	scratch struct{ m map[string]int }
	boxed   struct{ m map[string]int }
)

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

// Found again where only the operation knows what it was given.
func foundAgain() {
	var now atomic.Pointer[current]
	now.Store(&current{m: map[string]int{}})
	now.Load().m["a"] = 1 // NORACE

	var buckets sync.Map
	v, _ := buckets.LoadOrStore("a", &bucket{m: map[string]int{}})
	v.(*bucket).m["a"] = 1 // NORACE

	var keys sync.Map
	keys.Store(&key{m: map[string]int{}}, true)
	keys.Range(func(k, _ any) bool {
		k.(*key).m["a"] = 1 // NORACE
		return true
	})

	var pool sync.Pool
	pool.Put(&scratch{m: map[string]int{}})
	if s, ok := pool.Get().(*scratch); ok {
		s.m["a"] = 1 // NORACE
	}

	var any atomic.Value
	any.Store(boxed{m: map[string]int{}})
	any.Load().(boxed).m["a"] = 1 // NORACE
}

func main() {
	local()
	captured()
	fields(&store{m: map[string]int{}})
	globals()
	foundAgain()
	perhaps(len(os.Args))["a"] = 1 // NORACE
	fmt.Println(len(hits))
}
