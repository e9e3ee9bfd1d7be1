// Package env changes environments; it is not meant for concurrent use.
package env

// Extend appends a folder to the search path of an environment.
func Extend(env map[string]string, folder string) {
	env["PATH"] += ":" + folder // RACE! MG001
}
