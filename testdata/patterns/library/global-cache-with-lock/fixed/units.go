// Package units converts between units. No goroutine starts here, but the lock
// around both maps tells of concurrent callers.
package units

import "sync"

var (
	mu      sync.RWMutex
	aliases = map[string]string{"metre": "m"}
	names   = map[string]string{"m": "metre"}
)

// Alias adds another name of a unit.
func Alias(alias, unit string) {
	mu.Lock()
	defer mu.Unlock()
	aliases[alias] = unit // NORACE
}

// Resolve returns the unit behind an alias.
func Resolve(alias string) string {
	mu.RLock()
	defer mu.RUnlock()
	return aliases[alias] // NORACE
}

// Rename changes the name under which a unit is printed.
func Rename(unit, name string) {
	mu.Lock()
	defer mu.Unlock()
	names[unit] = name // NORACE
}

// Name returns the name under which a unit is printed.
func Name(unit string) string {
	mu.RLock()
	defer mu.RUnlock()
	return names[unit] // NORACE
}
