// Package bank keeps balances. The mutex of Bank says that it is meant for
// concurrent callers, and every method takes it.
package bank

import "sync"

// Bank holds the balance of each account.
type Bank struct {
	mu       sync.Mutex
	balances map[string]int
}

// New returns a bank without accounts.
func New() *Bank { return &Bank{balances: make(map[string]int)} }

// Deposit puts cents into an account.
func (b *Bank) Deposit(account string, cents int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.balances[account] += cents // NORACE
}

// Balance returns what an account holds.
func (b *Bank) Balance(account string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.balances[account] // NORACE
}

// Close removes an account.
func (b *Bank) Close(account string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.balances, account) // NORACE
}

// Total returns the sum of all accounts.
func (b *Bank) Total() (sum int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, cents := range b.balances { // NORACE
		sum += cents
	}
	return sum
}
