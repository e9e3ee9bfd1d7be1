package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// operands evaluates what a call needs: the function value, closure context or
// interface where there is one, then the arguments. They can be kept and used
// by emitCall later, or in another function.
func (f *frame) operands(c *ssa.CallCommon) []llvm.Value {
	var ops []llvm.Value
	switch v := c.Value.(type) {
	case *ssa.Builtin, *ssa.Function:
	default:
		ops = append(ops, f.value(v))
	}
	for _, a := range c.Args {
		ops = append(ops, f.value(a))
	}
	return ops
}

// operandTypes are the Go types of operands.
func operandTypes(c *ssa.CallCommon) []types.Type {
	var ts []types.Type
	switch v := c.Value.(type) {
	case *ssa.Builtin, *ssa.Function:
	default:
		ts = append(ts, v.Type())
	}
	for _, a := range c.Args {
		ts = append(ts, a.Type())
	}
	return ts
}

// emitCall emits the call of c with operands which were evaluated before. The
// results are nil (none), one value, or the fields of a struct value.
func (f *frame) emitCall(c *ssa.CallCommon, ops []llvm.Value) llvm.Value {
	if c.IsInvoke() {
		return f.invoke(c, ops)
	}
	switch v := c.Value.(type) {
	case *ssa.Builtin:
		return f.builtin(v, c, ops)
	case *ssa.Function:
		return f.direct(v, nil, ops)
	case *ssa.MakeClosure:
		return f.direct(v.Fn.(*ssa.Function), ops[:1], ops[1:])
	}
	code := f.b.CreateLoad(f.ptr, ops[0], "")
	sig := c.Signature()
	typ := f.signature(sig, true, false)
	call := f.b.CreateCall(typ, code, f.arguments(typ, ops), "")
	call.AddCallSiteAttribute(1, f.nestAttr)
	return call
}

// direct calls a known function; ctx holds the closure if it is one.
func (f *frame) direct(fn *ssa.Function, ctx, args []llvm.Value) llvm.Value {
	code := f.function(fn)
	typ := f.functionType(fn)
	if len(fn.FreeVars) > 0 {
		args = append(append([]llvm.Value(nil), ctx...), args...)
	}
	call := f.b.CreateCall(typ, code, f.arguments(typ, args), "")
	if len(fn.FreeVars) > 0 {
		call.AddCallSiteAttribute(1, f.nestAttr)
	}
	return call
}

// invoke calls an interface method through the method table of the dynamic type.
func (f *frame) invoke(c *ssa.CallCommon, ops []llvm.Value) llvm.Value {
	recv := c.Value.Type()
	code := f.call(f.runtime("itabmethod", f.ptr, f.ptr, f.ptr, f.ptr),
		f.extract(ops[0], 0), f.descriptor(recv), f.methodMark(c.Method))
	typ := f.signature(c.Signature(), false, true)
	args := append([]llvm.Value{f.extract(ops[0], 1)}, ops[1:]...)
	return f.b.CreateCall(typ, code, f.arguments(typ, args), "")
}

// arguments makes the values fit the parameters.
func (f *frame) arguments(typ llvm.Type, vals []llvm.Value) []llvm.Value {
	params := typ.ParamTypes()
	if len(params) != len(vals) {
		panic("wrong number of arguments")
	}
	args := make([]llvm.Value, len(vals))
	for i, v := range vals {
		args[i] = f.coerce(v, params[i])
	}
	return args
}

// lowerCall lowers a call in place.
func (f *frame) lowerCall(in *ssa.Call) {
	if fn, ok := in.Call.Value.(*ssa.Function); ok && f.skippedInit(fn) {
		return
	}
	r := f.emitCall(&in.Call, f.operands(&in.Call))
	if !r.IsNil() && r.Type() != f.void {
		if in.Call.Signature().Results().Len() < 2 {
			r = f.coerce(r, f.typ(in.Type()))
		}
		f.set(in, r)
	}
}

// skippedInit holds for the initialisers of packages whose bodies are modelled.
func (f *frame) skippedInit(fn *ssa.Function) bool {
	return fn.Synthetic == "package initializer" && f.isOpaque(fn)
}
