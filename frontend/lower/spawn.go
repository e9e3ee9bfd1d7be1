package lower

import (
	"fmt"
	"go/types"
	"sort"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// spawn lowers a go statement to runtime.newproc(code, context).
func (f *frame) spawn(in *ssa.Go) {
	code, ctx := f.pack(in, &in.Call, f.operands(&in.Call), "go")
	f.call(f.runtime("newproc", f.void, f.ptr, f.ptr), code, ctx)
}

// niladic holds for calls that need no operands besides the function itself:
// gc starts and defers them without a wrapper.
func niladic(c *ssa.CallCommon) bool {
	if c.IsInvoke() {
		return false
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	return len(c.Args) == 0 && c.Signature().Results().Len() == 0
}

// pack turns a call into code and context, to be run later as code(nest ctx).
// Operands travel in the context of a thunk named after the function, with the
// statement's kind and number.
func (f *frame) pack(at ssa.Instruction, c *ssa.CallCommon, ops []llvm.Value, kind string) (code, ctx llvm.Value) {
	if niladic(c) {
		switch v := c.Value.(type) {
		case *ssa.Function:
			return f.function(v), f.null()
		case *ssa.MakeClosure:
			return f.function(v.Fn.(*ssa.Function)), ops[0]
		}
		return f.b.CreateLoad(f.ptr, ops[0], ""), ops[0]
	}
	base, suffix := f.names.parts(f.fn)
	f.thunks++
	name := fmt.Sprintf("%s.%s%d%s", base, kind, f.thunks, suffix)
	elems := operandTypes(c)
	t := f.context(name, operandNames(c, len(elems)), elems)
	code = f.thunk(at, c, name, kind, t)
	return code, f.newContext(t, code, ops)
}

func operandNames(c *ssa.CallCommon, n int) []string {
	var names []string
	switch c.Value.(type) {
	case *ssa.Builtin, *ssa.Function:
	default:
		names = append(names, "fn")
	}
	for len(names) < n {
		names = append(names, fmt.Sprintf("arg%d", len(names)))
	}
	return names
}

// thunk writes the function that loads the operands from the context and calls.
func (f *frame) thunk(at ssa.Instruction, c *ssa.CallCommon, name, kind string, ctx llvm.Type) llvm.Value {
	fv := llvm.AddFunction(f.mod, name, llvm.FunctionType(f.void, []llvm.Type{f.ptr}, false))
	fv.AddAttributeAtIndex(1, f.nestAttr)
	fv.SetLinkage(f.linkage(f.fn))
	t := f.newFrame(nil, fv)
	defer t.dispose()
	t.b.SetInsertPointAtEnd(t.entry)
	t.scope = f.debug.thunk(at, name, fv)
	t.at(at.Pos())

	fv.Param(0).SetName(".ctx")
	elems := ctx.StructElementTypes()
	ops := make([]llvm.Value, len(elems)-1)
	for i := range ops {
		ops[i] = t.b.CreateLoad(elems[i+1], t.field(ctx, fv.Param(0), i+1), "")
	}
	t.emitCall(c, ops)
	t.b.CreateRetVoid()

	line := 0
	if kind == "go" {
		line = f.Prog.Fset.Position(at.Pos()).Line
	}
	f.addStack(fv, fmt.Sprintf("%s.%swrap%d", f.stack.fn(f.fn), kind, f.wraps[at]), line)
	return fv
}

// numberWraps numbers the statements for which gc makes wrappers, go and defer
// together, in source order.
func (f *frame) numberWraps() {
	var list []ssa.Instruction
	for _, b := range f.fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Go:
				if !niladic(&in.Call) {
					list = append(list, in)
				}
			case *ssa.Defer:
				if !niladic(&in.Call) {
					list = append(list, in)
				}
			}
		}
	}
	if len(list) == 0 {
		return
	}
	// All in one function, hence one file: positions compare as offsets.
	sort.SliceStable(list, func(i, j int) bool { return list[i].Pos() < list[j].Pos() })
	f.wraps = make(map[ssa.Instruction]int, len(list))
	for i, in := range list {
		f.wraps[in] = i + 1
	}
}

// contextSize is the size of a closure context: a code pointer, then the fields.
func (m *module) contextSize(elems []types.Type) int64 {
	fields := []*types.Var{types.NewField(0, nil, "code", types.Typ[types.UnsafePointer], false)}
	for _, t := range elems {
		fields = append(fields, types.NewField(0, nil, "_", t, false))
	}
	return m.size(types.NewStruct(fields, nil))
}
