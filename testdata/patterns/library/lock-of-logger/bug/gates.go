// Package gates knows which features are on, and counts under a lock of its own who asks: so it expects concurrent callers.
package gates

import (
	"sync"

	"example.org/patterns/library/lock-of-logger/bug/applog"
)

var (
	gates = map[string]bool{}
	mu    sync.Mutex
	asked = map[string]int{}
)

// Support adds a feature, if it is new.
func Support(name string, on bool) {
	if _, ok := gates[name]; ok { // RACE! MG001
		applog.Print("feature " + name + " is there twice")
		return
	}
	gates[name] = on // RACE! MG001
}

// On says whether the feature is on.
func On(name string) bool {
	count(name)
	return gates[name] // RACE! MG001
}

func count(name string) {
	mu.Lock()
	defer mu.Unlock()
	asked[name]++ // NORACE
}
