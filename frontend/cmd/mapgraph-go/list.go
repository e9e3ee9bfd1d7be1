package main

import (
	"cmp"
	"encoding/json"
	"go/constant"
	"go/types"
	"io"
	"slices"

	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"

	"mapgraph/frontend/load"
	"mapgraph/frontend/lower"
)

// mapOperation is one operation on a map as go/ssa has it: what a graph is
// compared with.
type mapOperation struct {
	Op       string `json:"op"`
	Package  string `json:"package"`
	Symbol   string `json:"symbol"` // of the function, as in the graph
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Deferred bool   `json:"deferred"` // runs at every exit of the function
	Dead     bool   `json:"dead"`     // behind a condition that is a constant
	Instance bool   `json:"instance"` // of a generic function
}

// writeOperations writes the operations of every function that the program
// can need, one JSON object a line, in the order of their positions.
func writeOperations(w io.Writer, prog *load.Program, jobs int) error {
	errs := make([]error, len(prog.Packages))
	load.ForEach(jobs, len(prog.Packages), func(i int) {
		errs[i] = prog.BuildPackage(prog.Packages[i])
	})
	if err := joined(errs); err != nil {
		return err
	}
	enc := json.NewEncoder(w)
	for _, op := range operations(prog) {
		if err := enc.Encode(op); err != nil {
			return err
		}
	}
	return nil
}

func operations(prog *load.Program) []mapOperation {
	functions := ssautil.AllFunctions(prog.SSA)
	for _, pkg := range prog.Packages {
		for _, fn := range prog.Functions(pkg) {
			functions[fn] = true
		}
		for _, fn := range pkg.Witnesses {
			reach(fn, functions)
		}
	}
	symbol := lower.Symbols(prog)
	var all []mapOperation
	for fn := range functions {
		if load.Generic(outermost(fn)) {
			continue
		}
		all = append(all, operationsOf(prog, fn, symbol)...)
	}
	slices.SortFunc(all, func(a, b mapOperation) int {
		return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column,
			cmp.Compare(a.Op, b.Op), cmp.Compare(a.Symbol, b.Symbol))
	})
	return all
}

// reach adds a function and all that its code names.
func reach(fn *ssa.Function, functions map[*ssa.Function]bool) {
	if functions[fn] {
		return
	}
	functions[fn] = true
	var space [10]*ssa.Value
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			for _, op := range in.Operands(space[:0]) {
				if named, ok := (*op).(*ssa.Function); ok {
					reach(named, functions)
				}
			}
		}
	}
}

func outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

func operationsOf(prog *load.Program, fn *ssa.Function, symbol func(*ssa.Function) string) []mapOperation {
	var all []mapOperation
	alive := liveBlocks(fn)
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			op := operationOf(in)
			if op == "" {
				continue
			}
			at := prog.Fset.Position(in.Pos())
			_, deferred := in.(*ssa.Defer)
			all = append(all, mapOperation{
				Op: op, Package: packagePath(fn), Symbol: symbol(fn), File: at.Filename, Line: at.Line, Column: at.Column,
				Deferred: deferred, Dead: !alive[b],
				Instance: len(outermost(fn).TypeArgs()) > 0,
			})
		}
	}
	return all
}

// liveBlocks are those which control can reach when constants are what they are.
func liveBlocks(fn *ssa.Function) map[*ssa.BasicBlock]bool {
	live := make(map[*ssa.BasicBlock]bool)
	var reach func(b *ssa.BasicBlock)
	reach = func(b *ssa.BasicBlock) {
		if b == nil || live[b] {
			return
		}
		live[b] = true
		next := b.Succs
		if branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if c, ok := branch.Cond.(*ssa.Const); ok {
				next = b.Succs[1:]
				if constant.BoolVal(c.Value) {
					next = b.Succs[:1]
				}
			}
		}
		for _, s := range next {
			reach(s)
		}
	}
	if len(fn.Blocks) > 0 {
		reach(fn.Blocks[0])
		reach(fn.Recover)
	}
	return live
}

// packagePath is that of the package in whose source the function stands.
func packagePath(fn *ssa.Function) string {
	top := outermost(fn)
	if origin := top.Origin(); origin != nil {
		top = origin
	}
	if top.Pkg == nil {
		return ""
	}
	return top.Pkg.Pkg.Path()
}

// operationOf names the map operation that an instruction is, or is "".
func operationOf(instr ssa.Instruction) string {
	isMap := func(v ssa.Value) bool {
		_, ok := v.Type().Underlying().(*types.Map)
		return ok
	}
	switch in := instr.(type) {
	case *ssa.MakeMap:
		return "make"
	case *ssa.Lookup:
		if isMap(in.X) {
			return "lookup"
		}
	case *ssa.MapUpdate:
		return "update"
	case *ssa.Range:
		if isMap(in.X) {
			return "iterate"
		}
	}
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return ""
	}
	b, ok := call.Common().Value.(*ssa.Builtin)
	if !ok || len(call.Common().Args) == 0 || !isMap(call.Common().Args[0]) {
		return ""
	}
	return map[string]string{"delete": "delete", "len": "length", "clear": "clear"}[b.Name()]
}
