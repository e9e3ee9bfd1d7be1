package main

import (
	"encoding/json"
	"go/token"
	"io"
	"syscall"
	"time"

	"golang.org/x/tools/go/ssa/ssautil"

	"mapgraph/frontend/load"
)

// sizes of a program without the packages whose bodies are modelled, and what it costs to get as far as its SSA: the floor
// that the costs of an analysis are compared with.
type sizes struct {
	Packages     int     `json:"packages"`
	Files        int     `json:"files"`
	Lines        int     `json:"lines"`
	Functions    int     `json:"functions"`
	Instructions int     `json:"instructions"`
	Seconds      float64 `json:"seconds"`
	CPU          float64 `json:"cpu"` // user and system, with the go command
}

// countSSA lists, type-checks and builds the SSA of all packages, and nothing
// else.
func (t *tool) countSSA(w io.Writer, prog *load.Program) error {
	errs := make([]error, len(prog.Packages))
	load.ForEach(t.jobs, len(prog.Packages), func(i int) {
		errs[i] = prog.BuildPackage(prog.Packages[i])
	})
	if err := joined(errs); err != nil {
		return err
	}
	s := sizes{
		Packages: len(prog.Packages), Seconds: time.Since(t.start).Seconds(),
		CPU: cpuSeconds(syscall.RUSAGE_SELF) + cpuSeconds(syscall.RUSAGE_CHILDREN),
	}
	lowered := make(map[string]bool)
	for _, pkg := range prog.Packages {
		for _, file := range pkg.Files {
			lowered[file] = lowered[file] || !pkg.Opaque
		}
	}
	prog.Fset.Iterate(func(f *token.File) bool {
		if lowered[f.Name()] {
			lowered[f.Name()] = false // test variants have files of their package
			s.Files++
			s.Lines += f.LineCount()
		}
		return true
	})
	for fn := range ssautil.AllFunctions(prog.SSA) {
		if len(fn.Blocks) > 0 {
			s.Functions++
		}
		for _, b := range fn.Blocks {
			s.Instructions += len(b.Instrs)
		}
	}
	return json.NewEncoder(w).Encode(s)
}

func cpuSeconds(who int) float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(who, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()).Seconds()
}
