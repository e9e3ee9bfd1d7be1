// Package units converts between units. No goroutine starts here, but the locks
// tell of concurrent callers; Rename has forgotten that of the names.
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
	names[unit] = name // RACE! MG003
}

// Name returns the name under which a unit is printed.
func Name(unit string) string {
	mu.RLock()
	defer mu.RUnlock()
	return names[unit] // RACE! MG003
}
