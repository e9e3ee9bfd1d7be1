// Package units converts lengths. That requests are counted under a lock says
// that Convert is called concurrently; it says nothing of Define, which people
// call while they set up.
package units

import "sync"

var factors = map[string]float64{"m": 1, "km": 1000}

// Define adds a unit.
func Define(name string, metres float64) {
	factors[name] = metres // NORACE
}

var (
	mu    sync.Mutex
	asked = map[string]int{}
)

// Convert gives one of the unit in metres, and how often that was asked.
func Convert(name string) (float64, int) {
	factor := factors[name] // NORACE
	mu.Lock()
	defer mu.Unlock()
	asked[name]++              // NORACE
	return factor, asked[name] // NORACE
}
