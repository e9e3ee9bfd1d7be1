package lower

import (
	"context"
	"go/types"
	"testing"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"

	"mapgraph/frontend/load"
)

// loadSamples loads and builds the sample programs.
func loadSamples(t *testing.T, patterns ...string) *load.Program {
	t.Helper()
	prog, err := load.Load(context.Background(), load.Config{
		Dir: "../testdata/go", Tests: true, Patterns: patterns,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(prog.Errors) > 0 {
		t.Fatal(prog.Errors)
	}
	for _, pkg := range prog.Packages {
		if err := prog.BuildPackage(pkg); err != nil {
			t.Fatal(err)
		}
	}
	return prog
}

// counter counts the operations that the SSA of a package asks for.
type counter struct {
	want map[string]int
	plan *deferPlan
}

// instruction counts what one instruction must become. A deferred call that is
// direct stands at every exit it dominates.
func (c *counter) instruction(instr ssa.Instruction) {
	switch in := instr.(type) {
	case *ssa.MakeMap:
		c.want["makemap"]++
	case *ssa.Lookup:
		if _, ok := in.X.Type().Underlying().(*types.Map); ok && in.CommaOk {
			c.want["mapaccess2"]++
		} else if ok {
			c.want["mapaccess1"]++
		}
	case *ssa.MapUpdate:
		c.want["mapassign"]++
	case *ssa.Range:
		if _, ok := in.X.Type().Underlying().(*types.Map); ok {
			c.want["mapiterinit"]++
		}
	case *ssa.Next:
		if !in.IsString {
			c.want["mapiternext"]++
		}
	case *ssa.MakeChan:
		c.want["makechan"]++
	case *ssa.Send:
		c.want["chansend"]++
	case *ssa.UnOp:
		if in.Op.String() == "<-" {
			c.want["chanrecv"]++
		}
	case *ssa.Select:
		c.want["selectgo"]++
	case *ssa.Panic:
		c.want["gopanic"]++
	case *ssa.MakeSlice:
		c.want["makeslice"]++
	case *ssa.Call:
		c.call(&in.Call, 1)
	case *ssa.Go:
		c.want["newproc"]++
		if !niladic(&in.Call) {
			c.call(&in.Call, 1)
		}
	case *ssa.Defer:
		c.deferred(in)
	}
}

func (c *counter) deferred(in *ssa.Defer) {
	if !c.plan.direct[in] {
		if in.DeferStack != nil {
			c.want["deferprocat"]++
		} else {
			c.want["deferproc"]++
		}
		if !niladic(&in.Call) {
			c.call(&in.Call, 1)
		}
		return
	}
	for _, x := range c.plan.exits {
		for _, d := range append(append([]*ssa.Defer(nil), x.late...), x.early...) {
			if d == in {
				c.call(&in.Call, 1)
			}
		}
	}
}

var builtinNames = map[string]string{
	"delete": "mapdelete", "append": "append", "copy": "slicecopy", "close": "closechan",
	"recover": "gorecover", "ssa:deferstack": "deferrangefunc", "panic": "gopanic",
}

func (c *counter) call(call *ssa.CallCommon, n int) {
	if call.IsInvoke() {
		c.want["itabmethod"] += n
		return
	}
	switch v := call.Value.(type) {
	case *ssa.Builtin:
		_, isMap := types.Type(nil), false
		if len(call.Args) > 0 {
			_, isMap = call.Args[0].Type().Underlying().(*types.Map)
		}
		switch {
		case isMap && v.Name() == "len":
			c.want["maplen"] += n
		case isMap && v.Name() == "clear":
			c.want["mapclear"] += n
		case builtinNames[v.Name()] != "":
			c.want[builtinNames[v.Name()]] += n
		}
	case *ssa.Function:
		if p := packageOf(v); p != nil && load.Opaque(p.Path()) && v.Synthetic == "" {
			c.want[v.Object().(*types.Func).FullName()] += n
		}
	}
}

// Every SSA instruction of a sample's own functions becomes exactly one call of
// its marker function, and every call of package sync stays one.
func TestCounts(t *testing.T) {
	prog := loadSamples(t, "./...")
	shared := &Shared{Prog: prog, Options: Options{Report: func(s string) { t.Error(s) }}}
	checked := 0
	for _, pkg := range prog.Packages {
		if !pkg.Own && pkg.Path != "context" && pkg.Path != "golang.org/x/sync/errgroup" {
			continue
		}
		c := &counter{want: make(map[string]int)}
		for _, fn := range prog.Functions(pkg) {
			c.plan = (&module{Shared: shared, pkg: pkg}).planDefers(fn)
			for _, b := range fn.Blocks {
				for _, in := range b.Instrs {
					c.instruction(in)
				}
			}
		}
		lowered := shared.Lower(pkg)
		mod := lowered.Module
		got := countCalls(mod, c.want)
		for name, want := range c.want {
			checked++
			if got[name] != want {
				t.Errorf("%s: %d calls of %s, SSA has %d", pkg.ID, got[name], name, want)
			}
		}
		lowered.Dispose()
	}
	if checked < 100 {
		t.Errorf("only %d kinds of calls were compared", checked)
	}
}

// countCalls counts direct calls by name in the functions that the package
// itself defines: not in instances and wrappers.
func countCalls(mod llvm.Module, names map[string]int) map[string]int {
	got := make(map[string]int)
	for fn := mod.FirstFunction(); !fn.IsNil(); fn = llvm.NextFunction(fn) {
		if fn.IsDeclaration() || fn.Linkage() == llvm.LinkOnceODRLinkage {
			continue
		}
		for _, bb := range fn.BasicBlocks() {
			for in := bb.FirstInstruction(); !in.IsNil(); in = llvm.NextInstruction(in) {
				if in.IsACallInst().IsNil() {
					continue
				}
				name := in.CalledValue().Name()
				if short, ok := cutRuntime(name); ok {
					name = short
				}
				if _, ok := names[symbolToFullName(name)]; ok {
					got[symbolToFullName(name)]++
				}
			}
		}
	}
	return got
}

func cutRuntime(name string) (string, bool) {
	const prefix = "runtime."
	if len(name) > len(prefix) && name[:len(prefix)] == prefix {
		return name[len(prefix):], true
	}
	return name, false
}
