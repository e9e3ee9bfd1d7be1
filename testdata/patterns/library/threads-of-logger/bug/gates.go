// Package gates knows which features are on, and counts them in goroutines: so it expects concurrent callers.
package gates

import "example.org/patterns/library/threads-of-logger/bug/applog"

var gates = map[string]bool{}

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
	return gates[name] // RACE! MG001
}

// Count says how often each name is there.
func Count(names []string) map[string]int {
	out := map[string]int{}
	done := make(chan bool)
	go func() {
		for _, name := range names {
			out[name]++ // NORACE
		}
		close(done)
	}()
	<-done
	return out
}
