// Package results keeps what workers have found.
package results

import "sync"

// Results has one entry for each worker that is done.
type Results struct {
	mu   sync.Mutex
	Done map[int]string
}

// Set notes what a worker has found.
func (r *Results) Set(worker int, found string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.Done[worker] = found // NORACE
}

// Len tells how many workers are done.
func (r *Results) Len() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.Done) // NORACE
}
