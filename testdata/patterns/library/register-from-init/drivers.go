// Package drivers is a registry which is filled by init functions and only read
// afterwards: Register is set-up, though it is exported and has no lock.
package drivers

import (
	"fmt"
	"sync/atomic"
)

// Driver opens a connection.
type Driver interface {
	Open(name string) error
}

var (
	registered = make(map[string]Driver)
	opened     atomic.Int64
)

// Register makes a driver known; call it from init functions only.
func Register(name string, d Driver) {
	if _, dup := registered[name]; dup { // NORACE
		panic("driver registered twice: " + name)
	}
	registered[name] = d // NORACE
}

// Open opens a connection with the driver of that name.
func Open(driver, name string) error {
	d, ok := registered[driver] // NORACE
	if !ok {
		return fmt.Errorf("unknown driver %q", driver)
	}
	opened.Add(1)
	return d.Open(name)
}
