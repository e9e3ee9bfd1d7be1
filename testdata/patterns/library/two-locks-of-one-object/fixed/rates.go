// Package rates keeps what a source has told it. Refresh keeps out other calls of Refresh by a lock of its own, and
// takes the other one to write; what only Refresh looks at needs no more than its own.
package rates

import "sync"

// Rates knows the rate of each currency.
type Rates struct {
	refreshing sync.Mutex
	mu         sync.RWMutex
	rates      map[string]int
	asked      map[string]int
}

// New returns rates that are not known yet.
func New() *Rates { return &Rates{rates: make(map[string]int), asked: make(map[string]int)} }

// Get returns the rate of a currency.
func (r *Rates) Get(currency string) int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.rates[currency] // NORACE
}

// Known says whether a rate is known; Refresh writes under both locks, so one of them is enough to read.
func (r *Rates) Known(currency string) bool {
	r.refreshing.Lock()
	defer r.refreshing.Unlock()
	return r.rates[currency] != 0 // NORACE
}

// Refresh asks for the rate of a currency, unless another call does so.
func (r *Rates) Refresh(currency string, ask func(string) int) {
	if !r.refreshing.TryLock() {
		return
	}
	defer r.refreshing.Unlock()
	r.asked[currency]++ // NORACE
	rate := ask(currency)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rates[currency] = rate // NORACE
}
