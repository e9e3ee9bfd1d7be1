package main

import (
	"encoding/json"
	"go/types"
	"io"

	"golang.org/x/tools/go/ssa"

	"mapgraph/frontend/load"
)

// mapCounts are the map instructions and go statements of one package's own
// functions.
type mapCounts struct {
	Make    int `json:"make"`
	Lookup  int `json:"lookup"`
	Update  int `json:"update"`
	Delete  int `json:"delete"`
	Iterate int `json:"iterate"`
	Length  int `json:"length"`
	Clear   int `json:"clear"`
	Spawn   int `json:"spawn"`
}

// writeCounts writes the counts of every package as one JSON object.
func writeCounts(w io.Writer, prog *load.Program, jobs int) error {
	all := make([]*mapCounts, len(prog.Packages))
	errs := make([]error, len(prog.Packages))
	load.ForEach(jobs, len(prog.Packages), func(i int) {
		pkg := prog.Packages[i]
		if errs[i] = prog.BuildPackage(pkg); errs[i] != nil || pkg.Opaque {
			return
		}
		c := new(mapCounts)
		for _, fn := range prog.Functions(pkg) {
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					c.add(in)
				}
			}
		}
		all[i] = c
	})
	if err := joined(errs); err != nil {
		return err
	}
	counts := make(map[string]*mapCounts)
	for i, c := range all {
		if c != nil {
			counts[prog.Packages[i].ID] = c
		}
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(counts)
}

func (c *mapCounts) add(instr ssa.Instruction) {
	isMap := func(v ssa.Value) bool {
		_, ok := v.Type().Underlying().(*types.Map)
		return ok
	}
	switch in := instr.(type) {
	case *ssa.MakeMap:
		c.Make++
	case *ssa.Lookup:
		if isMap(in.X) {
			c.Lookup++
		}
	case *ssa.MapUpdate:
		c.Update++
	case *ssa.Range:
		if isMap(in.X) {
			c.Iterate++
		}
	case *ssa.Go:
		c.Spawn++
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return
	}
	b, ok := call.Common().Value.(*ssa.Builtin)
	if !ok || len(call.Common().Args) == 0 || !isMap(call.Common().Args[0]) {
		return
	}
	switch b.Name() {
	case "delete":
		c.Delete++
	case "len":
		c.Length++
	case "clear":
		c.Clear++
	}
}
