// Package codes names the codes of answers. Names are added under a lock, so
// also while answers are given, which do not take it.
package codes

import "sync"

var (
	mu    sync.Mutex
	names = map[int]string{404: "not found"}
)

// Add names a code, at any time.
func Add(code int, name string) {
	mu.Lock()
	defer mu.Unlock()
	names[code] = name // RACE! MG003
}

// Answer gives the name of a code, to several callers at once.
func Answer(code int) string {
	return names[code] // RACE! MG003
}
