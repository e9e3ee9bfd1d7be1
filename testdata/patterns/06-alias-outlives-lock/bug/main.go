// The field is copied to a local under the lock, but the copy is the same map.
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
	q.left[tenant] = n // RACE! MG005
}

// Spend takes one unit and tells whether there was one.
func (q *quotas) Spend(tenant string) bool {
	q.mu.Lock()
	left := q.left
	q.mu.Unlock()
	if left[tenant] == 0 { // RACE! MG005
		return false
	}
	left[tenant]-- // RACE! MG005
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
