package lower

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// instruction lowers one SSA instruction.
func (f *frame) instruction(instr ssa.Instruction) {
	switch in := instr.(type) {
	case *ssa.DebugRef:
	case *ssa.Alloc:
		f.alloc(in)
	case *ssa.Phi:
		phi := f.b.CreatePHI(f.typ(in.Type()), in.Comment)
		f.set(in, phi)
		f.phis = append(f.phis, pendingPhi{in, phi})
	case *ssa.BinOp:
		f.set(in, f.binop(in))
	case *ssa.UnOp:
		f.unop(in)
	case *ssa.Call:
		f.lowerCall(in)
	case *ssa.ChangeType:
		f.set(in, f.coerce(f.value(in.X), f.typ(in.Type())))
	case *ssa.ChangeInterface:
		f.set(in, f.value(in.X))
	case *ssa.Convert:
		f.set(in, f.convert(f.value(in.X), in.X.Type(), in.Type()))
	case *ssa.SliceToArrayPointer:
		f.set(in, f.extract(f.value(in.X), 0))
	case *ssa.MakeInterface:
		f.set(in, f.makeInterface(in))
	case *ssa.TypeAssert:
		f.typeAssert(in)
	case *ssa.MakeClosure:
		f.set(in, f.makeClosure(in))
	case *ssa.MakeMap:
		f.set(in, f.makeMap(in))
	case *ssa.MakeChan:
		f.set(in, f.makeChan(in))
	case *ssa.MakeSlice:
		f.set(in, f.makeSlice(in))
	case *ssa.Slice:
		f.set(in, f.slicing(in))
	case *ssa.FieldAddr:
		st := in.X.Type().Underlying().(*types.Pointer).Elem()
		f.set(in, f.field(f.typ(st), f.value(in.X), in.Field))
	case *ssa.Field:
		f.set(in, f.extract(f.value(in.X), in.Field))
	case *ssa.IndexAddr:
		f.set(in, f.indexAddr(in))
	case *ssa.Index:
		f.set(in, f.index(in))
	case *ssa.Lookup:
		f.lookup(in)
	case *ssa.MapUpdate:
		f.mapUpdate(in)
	case *ssa.Range:
		f.rangeBegin(in)
	case *ssa.Next:
		f.rangeNext(in)
	case *ssa.Select:
		f.selects(in)
	case *ssa.Send:
		f.send(in)
	case *ssa.Extract:
		f.set(in, f.tupleField(in))
	case *ssa.Store:
		f.b.CreateStore(f.value(in.Val), f.value(in.Addr))
	case *ssa.If:
		succs := in.Block().Succs
		f.b.CreateCondBr(f.value(in.Cond), f.blocks[succs[0].Index], f.blocks[succs[1].Index])
	case *ssa.Jump:
		f.b.CreateBr(f.blocks[in.Block().Succs[0].Index])
	case *ssa.Return:
		f.returns(in)
	case *ssa.RunDefers:
		f.runDefers(in)
	case *ssa.Panic:
		f.panics(in)
	case *ssa.Go:
		f.spawn(in)
	case *ssa.Defer:
		f.deferCall(in)
	default:
		panic(fmt.Sprintf("unknown instruction %T", instr))
	}
}

// alloc lowers a variable: on the heap when it escapes, else a slot which is
// cleared where the variable comes into being.
func (f *frame) alloc(in *ssa.Alloc) {
	elem := in.Type().Underlying().(*types.Pointer).Elem()
	b := f.b
	if f.needsRecover() && in.Block().Index == 0 {
		b = f.allocs // results are read after a panic that comes from anywhere
	}
	var p llvm.Value
	if in.Heap {
		newobject := f.runtime("newobject", f.ptr, f.ptr)
		p = b.CreateCall(newobject.typ, newobject.fn, []llvm.Value{f.descriptor(elem)}, in.Comment)
	} else {
		p = f.alloca(f.typ(elem), in.Comment)
		b.CreateStore(llvm.ConstNull(f.typ(elem)), p)
	}
	f.set(in, p)
	f.debug.variable(f, in, p, b.GetInsertBlock())
}

func (f *frame) unop(in *ssa.UnOp) {
	if in.Op == token.ARROW {
		f.receive(in)
		return
	}
	x := f.value(in.X)
	var v llvm.Value
	switch in.Op {
	case token.MUL:
		v = f.b.CreateLoad(f.typ(in.Type()), x, "")
	case token.NOT, token.XOR:
		v = f.b.CreateNot(x, "")
	case token.SUB:
		v = f.negate(x, in.X.Type())
	default:
		panic("unknown operator " + in.Op.String())
	}
	f.set(in, v)
}

// tupleField picks a component of a call's results, of a comma-ok form or of an
// iteration step.
func (f *frame) tupleField(in *ssa.Extract) llvm.Value {
	if next, ok := in.Tuple.(*ssa.Next); ok && !next.IsString && in.Index > 0 {
		return f.iterField(next, in)
	}
	if fields, ok := f.tuples[in.Tuple]; ok {
		return fields[in.Index]
	}
	return f.extract(f.value(in.Tuple), in.Index)
}

func (f *frame) returns(in *ssa.Return) {
	if f.defers.atReturn && in.Block() != f.fn.Recover {
		f.call(f.runtime("deferreturn", f.void))
	}
	f.leaveRunnable()
	ret := f.fv.GlobalValueType().ReturnType()
	switch len(in.Results) {
	case 0:
		f.b.CreateRetVoid()
	case 1:
		f.b.CreateRet(f.coerce(f.value(in.Results[0]), ret))
	default:
		elems := ret.StructElementTypes()
		vals := make([]llvm.Value, len(in.Results))
		for i, r := range in.Results {
			vals[i] = f.coerce(f.value(r), elems[i])
		}
		f.b.CreateRet(f.aggregate(ret, vals...))
	}
}

func (f *frame) indexAddr(in *ssa.IndexAddr) llvm.Value {
	x, i := f.value(in.X), f.extend(f.value(in.Index), in.Index.Type())
	switch t := in.X.Type().Underlying().(type) {
	case *types.Slice:
		return f.b.CreateGEP(f.typ(t.Elem()), f.extract(x, 0), []llvm.Value{i}, "")
	case *types.Pointer:
		array := f.typ(t.Elem().Underlying())
		return f.b.CreateGEP(array, x, []llvm.Value{f.int(0), i}, "")
	}
	panic(fmt.Sprintf("index of %s", in.X.Type()))
}

func (f *frame) index(in *ssa.Index) llvm.Value {
	x, i := f.value(in.X), f.extend(f.value(in.Index), in.Index.Type())
	if isString(in.X.Type()) {
		p := f.b.CreateGEP(f.i8, f.extract(x, 0), []llvm.Value{i}, "")
		return f.b.CreateLoad(f.i8, p, "")
	}
	slot := f.spill(x, "")
	p := f.b.CreateGEP(x.Type(), slot, []llvm.Value{f.int(0), i}, "")
	return f.b.CreateLoad(f.typ(in.Type()), p, "")
}

func (f *frame) makeSlice(in *ssa.MakeSlice) llvm.Value {
	elem := in.Type().Underlying().(*types.Slice).Elem()
	n := f.extend(f.value(in.Len), in.Len.Type())
	c := f.extend(f.value(in.Cap), in.Cap.Type())
	p := f.call(f.runtime("makeslice", f.ptr, f.ptr, f.i64, f.i64), f.descriptor(elem), n, c)
	return f.aggregate(f.slice, p, n, c)
}

// slicing lowers x[low:high:max] of strings, slices and pointers to arrays.
func (f *frame) slicing(in *ssa.Slice) llvm.Value {
	x := f.value(in.X)
	var base, length, capacity llvm.Value
	elem := f.i8
	str := false
	switch t := in.X.Type().Underlying().(type) {
	case *types.Slice:
		elem = f.typ(t.Elem())
		base, length, capacity = f.extract(x, 0), f.extract(x, 1), f.extract(x, 2)
	case *types.Pointer:
		array := t.Elem().Underlying().(*types.Array)
		elem = f.typ(array.Elem())
		base, length, capacity = x, f.int(array.Len()), f.int(array.Len())
	default:
		str = true
		base, length = f.extract(x, 0), f.extract(x, 1)
	}
	low, high := f.int(0), length
	if in.Low != nil {
		low = f.extend(f.value(in.Low), in.Low.Type())
		base = f.b.CreateGEP(elem, base, []llvm.Value{low}, "")
	}
	if in.High != nil {
		high = f.extend(f.value(in.High), in.High.Type())
	}
	n := f.b.CreateSub(high, low, "")
	if str {
		return f.aggregate(f.str, base, n)
	}
	if in.Max != nil {
		capacity = f.extend(f.value(in.Max), in.Max.Type())
	}
	return f.aggregate(f.slice, base, n, f.b.CreateSub(capacity, low, ""))
}
