// The quota is changed while the lock is held.
package main

import "sync"

type quotas struct {
	mu   sync.Mutex
	left map[string]int
}

// Grant sets what a tenant may use.
func (q *quotas) Grant(tenant string, n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.left[tenant] = n // NORACE
}

// Spend takes one unit and tells whether there was one.
func (q *quotas) Spend(tenant string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	left := q.left
	if left[tenant] == 0 { // NORACE
		return false
	}
	left[tenant]-- // NORACE
	return true
}

func main() {
	q := &quotas{left: make(map[string]int)}
	var wg sync.WaitGroup
	for _, tenant := range []string{"red", "green", "blue"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			q.Grant(tenant, 10)
			for q.Spend(tenant) {
			}
		}()
	}
	wg.Wait()
}
