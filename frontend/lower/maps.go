package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// iterator is the state of a range loop over a map or a string.
type iterator struct {
	state llvm.Value // slot
	str   llvm.Value // the string ranged over, else nil
	typ   llvm.Value // the map's type
	m     *types.Map
}

func (f *frame) makeMap(in *ssa.MakeMap) llvm.Value {
	hint := f.int(0)
	if in.Reserve != nil {
		hint = f.extend(f.value(in.Reserve), in.Reserve.Type())
	}
	return f.call(f.runtime("makemap", f.ptr, f.ptr, f.i64, f.ptr),
		f.descriptor(in.Type().Underlying()), hint, f.null())
}

func mapType(t types.Type) *types.Map { return t.Underlying().(*types.Map) }

// key spills a key, as all map operations take its address.
func (f *frame) key(k ssa.Value, m *types.Map) llvm.Value {
	return f.spill(f.coerce(f.value(k), f.typ(m.Key())), "key")
}

func (f *frame) lookup(in *ssa.Lookup) {
	x := f.value(in.X)
	if isString(in.X.Type()) {
		i := f.extend(f.value(in.Index), in.Index.Type())
		p := f.b.CreateGEP(f.i8, f.extract(x, 0), []llvm.Value{i}, "")
		f.set(in, f.b.CreateLoad(f.i8, p, ""))
		return
	}
	m := mapType(in.X.Type())
	key := f.key(in.Index, m)
	elem := f.typ(m.Elem())
	if !in.CommaOk {
		p := f.call(f.runtime("mapaccess1", f.ptr, f.ptr, f.ptr, f.ptr), f.descriptor(m), x, key)
		f.set(in, f.b.CreateLoad(elem, p, ""))
		return
	}
	pair := f.ctx.StructType([]llvm.Type{f.ptr, f.i1}, false)
	r := f.call(f.runtime("mapaccess2", pair, f.ptr, f.ptr, f.ptr), f.descriptor(m), x, key)
	v := f.b.CreateLoad(elem, f.extract(r, 0), "")
	f.tuples[in] = []llvm.Value{v, f.extract(r, 1)}
}

func (f *frame) mapUpdate(in *ssa.MapUpdate) {
	m := mapType(in.Map.Type())
	key := f.key(in.Key, m)
	v := f.coerce(f.value(in.Value), f.typ(m.Elem()))
	p := f.call(f.runtime("mapassign", f.ptr, f.ptr, f.ptr, f.ptr), f.descriptor(m), f.value(in.Map), key)
	f.b.CreateStore(v, p)
}

func (f *frame) mapDelete(m *types.Map, x, key llvm.Value) {
	slot := f.spill(f.coerce(key, f.typ(m.Key())), "key")
	f.call(f.runtime("mapdelete", f.void, f.ptr, f.ptr, f.ptr), f.descriptor(m), x, slot)
}

func (f *frame) mapClear(m *types.Map, x llvm.Value) {
	f.call(f.runtime("mapclear", f.void, f.ptr, f.ptr), f.descriptor(m), x)
}

func (f *frame) mapLen(m *types.Map, x llvm.Value) llvm.Value {
	return f.call(f.runtime("maplen", f.i64, f.ptr, f.ptr), f.descriptor(m), x)
}

func (f *frame) rangeBegin(in *ssa.Range) {
	x := f.value(in.X)
	if isString(in.X.Type()) {
		slot := f.alloca(f.i64, "next")
		f.b.CreateStore(f.int(0), slot)
		f.iters[in] = iterator{state: slot, str: x}
		return
	}
	m := mapType(in.X.Type())
	it := f.alloca(f.iter, "iter")
	typ := f.descriptor(m)
	f.call(f.runtime("mapiterinit", f.void, f.ptr, f.ptr, f.ptr), typ, x, it)
	f.iters[in] = iterator{state: it, typ: typ, m: m}
}

// rangeNext steps an iterator. Keys and elements of maps are read where they are
// used: before the test for the end they do not exist.
func (f *frame) rangeNext(in *ssa.Next) {
	it := f.iters[in.Iter]
	if !in.IsString {
		ok := f.call(f.runtime("mapiternext", f.i1, f.ptr, f.ptr), it.typ, it.state)
		f.tuples[in] = []llvm.Value{ok}
		return
	}
	at := f.b.CreateLoad(f.i64, it.state, "")
	ok := f.b.CreateICmp(llvm.IntSLT, at, f.extract(it.str, 1), "")
	pair := f.ctx.StructType([]llvm.Type{f.i32, f.i64}, false)
	r := f.call(f.runtime("decoderune", pair, f.str, f.i64), it.str, at)
	f.b.CreateStore(f.extract(r, 1), it.state)
	f.tuples[in] = []llvm.Value{ok, at, f.extract(r, 0)}
}

func (f *frame) iterField(next *ssa.Next, in *ssa.Extract) llvm.Value {
	it := f.iters[next.Iter]
	t := it.m.Key()
	if in.Index == 2 {
		t = it.m.Elem()
	}
	p := f.b.CreateLoad(f.ptr, f.b.CreateStructGEP(f.iter, it.state, in.Index-1, ""), "")
	return f.b.CreateLoad(f.typ(t), p, "")
}
