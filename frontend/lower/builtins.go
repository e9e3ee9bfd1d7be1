package lower

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// builtin lowers the call of a built-in function.
func (f *frame) builtin(b *ssa.Builtin, c *ssa.CallCommon, ops []llvm.Value) llvm.Value {
	arg := func(i int) types.Type { return c.Args[i].Type() }
	switch b.Name() {
	case "append":
		return f.append(arg(0), arg(1), ops)
	case "copy":
		return f.copy(arg(0), ops)
	case "cap":
		if _, ok := arg(0).Underlying().(*types.Slice); ok {
			return f.extract(ops[0], 2)
		}
		return f.call(f.runtime("chancap", f.i64, f.ptr), ops[0])
	case "len":
		return f.length(arg(0), ops[0])
	case "delete":
		f.mapDelete(mapType(arg(0)), ops[0], ops[1])
		return llvm.Value{}
	case "clear":
		f.clear(arg(0), ops[0])
		return llvm.Value{}
	case "close":
		f.closeChan(ops[0])
		return llvm.Value{}
	case "complex":
		t := f.typ(b.Type().(*types.Signature).Results().At(0).Type())
		return f.aggregate(t, ops[0], ops[1])
	case "real":
		return f.extract(ops[0], 0)
	case "imag":
		return f.extract(ops[0], 1)
	case "min", "max":
		return f.extremum(b.Name() == "min", arg(0), ops)
	case "print", "println":
		f.print(c, ops, b.Name() == "println")
		return llvm.Value{}
	case "panic":
		return f.call(f.runtime("gopanic", f.void, f.iface), ops[0])
	case "recover":
		return f.call(f.runtime("gorecover", f.iface))
	case "ssa:wrapnilchk":
		return ops[0]
	case "ssa:deferstack":
		return f.call(f.runtime("deferrangefunc", f.ptr))
	case "Add":
		return f.b.CreateGEP(f.i8, ops[0], []llvm.Value{f.extend(ops[1], arg(1))}, "")
	case "Slice":
		n := f.extend(ops[1], arg(1))
		return f.aggregate(f.slice, ops[0], n, n)
	case "String":
		return f.aggregate(f.str, ops[0], f.extend(ops[1], arg(1)))
	case "Sizeof":
		return f.int(f.size(arg(0)))
	case "Alignof":
		return f.int(f.Prog.Sizes.Alignof(arg(0)))
	case "SliceData", "StringData":
		return f.extract(ops[0], 0)
	}
	panic("unknown builtin " + b.Name())
}

func (f *frame) length(t types.Type, x llvm.Value) llvm.Value {
	switch u := t.Underlying().(type) {
	case *types.Map:
		return f.mapLen(u, x)
	case *types.Chan:
		return f.call(f.runtime("chanlen", f.i64, f.ptr), x)
	case *types.Slice, *types.Basic:
		return f.extract(x, 1)
	case *types.Array:
		return f.int(u.Len())
	case *types.Pointer:
		return f.int(u.Elem().Underlying().(*types.Array).Len())
	}
	panic(fmt.Sprintf("len of %s", t))
}

func (f *frame) append(slice, more types.Type, ops []llvm.Value) llvm.Value {
	elem := slice.Underlying().(*types.Slice).Elem()
	extra := ops[1]
	if isString(more) {
		n := f.extract(extra, 1)
		extra = f.aggregate(f.slice, f.extract(extra, 0), n, n)
	}
	return f.call(f.runtime("append", f.slice, f.ptr, f.slice, f.slice), f.descriptor(elem), ops[0], extra)
}

func (f *frame) copy(dst types.Type, ops []llvm.Value) llvm.Value {
	elem := dst.Underlying().(*types.Slice).Elem()
	return f.call(f.runtime("slicecopy", f.i64, f.ptr, f.i64, f.ptr, f.i64, f.i64),
		f.extract(ops[0], 0), f.extract(ops[0], 1),
		f.extract(ops[1], 0), f.extract(ops[1], 1), f.int(f.size(elem)))
}

func (f *frame) clear(t types.Type, x llvm.Value) {
	if s, ok := t.Underlying().(*types.Slice); ok {
		n := f.b.CreateMul(f.extract(x, 1), f.int(f.size(s.Elem())), "")
		f.call(f.runtime("memclr", f.void, f.ptr, f.i64), f.extract(x, 0), n)
		return
	}
	f.mapClear(mapType(t), x)
}

func (f *frame) extremum(least bool, t types.Type, ops []llvm.Value) llvm.Value {
	v := ops[0]
	for _, x := range ops[1:] {
		if isFloat(t) {
			name := "fmax"
			if least {
				name = "fmin"
			}
			if t.Underlying().(*types.Basic).Kind() == types.Float32 {
				name += "32"
			}
			v = f.call(f.runtime(name, v.Type(), v.Type(), v.Type()), v, x)
			continue
		}
		op := token.GTR
		if least {
			op = token.LSS
		}
		v = f.b.CreateSelect(f.less(op, x, v, t), x, v, "")
	}
	return v
}

// print lowers print and println to a call per operand, between a lock.
func (f *frame) print(c *ssa.CallCommon, ops []llvm.Value, line bool) {
	f.call(f.runtime("printlock", f.void))
	for i, x := range ops {
		if line && i > 0 {
			f.call(f.runtime("printsp", f.void))
		}
		f.printOne(c.Args[i].Type(), x)
	}
	if line {
		f.call(f.runtime("printnl", f.void))
	}
	f.call(f.runtime("printunlock", f.void))
}

func (f *frame) printOne(t types.Type, x llvm.Value) {
	switch {
	case isString(t):
		f.call(f.runtime("printstring", f.void, f.str), x)
	case isFloat(t):
		f.call(f.runtime("printfloat", f.void, f.f64), f.resizeFloat(x, f.f64))
	case isComplex(t):
		f.call(f.runtime("printcomplex", f.void, f.f64, f.f64),
			f.resizeFloat(f.extract(x, 0), f.f64), f.resizeFloat(f.extract(x, 1), f.f64))
	case isUnsigned(t):
		f.call(f.runtime("printuint", f.void, f.i64), f.extend(x, t))
	case isInteger(t):
		f.call(f.runtime("printint", f.void, f.i64), f.extend(x, t))
	case x.Type() == f.i1:
		f.call(f.runtime("printbool", f.void, f.i1), x)
	case x.Type() == f.iface:
		f.call(f.runtime("printeface", f.void, f.iface), x)
	case x.Type() == f.slice:
		f.call(f.runtime("printslice", f.void, f.slice), x)
	default:
		f.call(f.runtime("printpointer", f.void, f.ptr), x)
	}
}
