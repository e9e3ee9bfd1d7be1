// Package gates knows which features are on. That another package prints from a goroutine does not say that the functions
// of this one are called concurrently: people call them when they set up.
package gates

import "example.org/patterns/library/threads-of-logger/fixed/applog"

var gates = map[string]bool{}

// Support adds a feature, if it is new.
func Support(name string, on bool) {
	if _, ok := gates[name]; ok { // NORACE
		applog.Print("feature " + name + " is there twice")
		return
	}
	gates[name] = on // NORACE
}

// On says whether the feature is on.
func On(name string) bool {
	return gates[name] // NORACE
}
