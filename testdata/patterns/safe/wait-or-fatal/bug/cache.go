// Package cache remembers what was computed; it is not meant for concurrent
// use.
package cache

// Cache holds results by name.
type Cache map[string]int

// Fill computes the results.
func (c Cache) Fill(names ...string) {
	for _, name := range names {
		c[name] = len(name) // RACE! MG001
	}
}
