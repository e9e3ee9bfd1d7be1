// Package feed keeps the last quotes. New leaves a goroutine behind that writes
// under the lock; Len looks without it.
package feed

import "sync"

// Quote is the price of a symbol.
type Quote struct {
	Symbol string
	Price  float64
}

// Feed keeps the last quote of each symbol.
type Feed struct {
	mu   sync.Mutex
	last map[string]Quote
}

// New returns a feed of what comes from the channel.
func New(from <-chan Quote) (*Feed, error) {
	f := &Feed{last: make(map[string]Quote)}
	go f.run(from)
	return f, nil
}

func (f *Feed) run(from <-chan Quote) {
	for q := range from {
		f.mu.Lock()
		f.last[q.Symbol] = q // RACE! MG003
		f.mu.Unlock()
	}
}

// Len returns the number of symbols.
func (f *Feed) Len() int {
	return len(f.last) // RACE! MG003
}
