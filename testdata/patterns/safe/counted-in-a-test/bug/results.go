// Package results keeps what workers have found; Len forgets the lock.
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
	r.Done[worker] = found // RACE! MG003
}

// Len tells how many workers are done.
func (r *Results) Len() int {
	return len(r.Done) // RACE! MG003
}
