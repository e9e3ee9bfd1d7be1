//go:build !extract

// Package extract hands LLVM modules to the extraction library. This build has
// none: only IR can be written.
package extract

import (
	"errors"

	"tinygo.org/x/go-llvm"
)

// Available tells whether this binary contains the extraction library.
const Available = false

// Module always fails.
func Module(llvm.Module, Options) ([]byte, error) {
	return nil, errors.New("built without the extraction library (build tag extract)")
}
