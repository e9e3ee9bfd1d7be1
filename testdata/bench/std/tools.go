//go:build tools

// Package bench stands in a module from which the standard library is analysed.
package bench
