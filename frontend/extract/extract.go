//go:build extract

// Package extract hands LLVM modules in memory to the C++ extraction library
// (passes/Extract.h) and gives back their module graphs. Where the library lies
// is told by CGO_CPPFLAGS and CGO_LDFLAGS.
package extract

/*
#include "passes/Extract.h"
#include <stdlib.h>
*/
import "C"

import (
	"errors"
	"unsafe"

	"tinygo.org/x/go-llvm"
)

// Available tells whether this binary contains the extraction library.
const Available = true

// Module extracts the module graph of one module, which stays the caller's.
func Module(mod llvm.Module, opts Options) ([]byte, error) {
	var flags C.uint
	if opts.Simplify {
		flags |= C.MAPGRAPH_SIMPLIFY
	}
	if opts.Variables {
		flags |= C.MAPGRAPH_VARIABLES
	}
	var data *C.uchar
	var size C.size_t
	if msg := C.mapgraph_extract(unsafe.Pointer(mod.C), flags, &data, &size); msg != nil {
		defer C.free(unsafe.Pointer(msg))
		return nil, errors.New(C.GoString(msg))
	}
	defer C.mapgraph_free(unsafe.Pointer(data))
	// Graphs can be larger than C.GoBytes takes.
	return append([]byte(nil), unsafe.Slice((*byte)(data), int(size))...), nil
}
