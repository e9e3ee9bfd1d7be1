// Package bank keeps balances. The mutex of Bank says that it is meant for
// concurrent callers; Total forgets it.
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
	b.balances[account] += cents // RACE! MG003
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
	delete(b.balances, account) // RACE! MG003
}

// Total returns the sum of all accounts.
func (b *Bank) Total() (sum int) {
	for _, cents := range b.balances { // RACE! MG003
		sum += cents
	}
	return sum
}
