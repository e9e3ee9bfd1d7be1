// Package codes names the codes of answers. A once fills in the usual names;
// programs add theirs while they set up.
package codes

import "sync"

var (
	names = map[int]string{}
	usual sync.Once

	mu   sync.Mutex
	hits int
)

// Load fills in the usual names.
func Load() {
	usual.Do(func() {
		names[404] = "not found" // NORACE
	})
}

// Add names a code; meant for the time before answers are given.
func Add(code int, name string) {
	names[code] = name // NORACE
}

// Answer gives the name of a code, to several callers at once.
func Answer(code int) string {
	mu.Lock()
	hits++
	mu.Unlock()
	return names[code] // NORACE
}
