// Package applog prints from goroutines of its own.
package applog

import "sync"

var (
	mu    sync.Mutex
	lines = map[string]int{}
)

// Print prints a line once.
func Print(line string) {
	go func() {
		mu.Lock()
		defer mu.Unlock()
		lines[line]++         // NORACE
		if lines[line] == 1 { // NORACE
			println(line)
		}
	}()
}
