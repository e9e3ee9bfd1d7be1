package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

func (f *frame) makeChan(in *ssa.MakeChan) llvm.Value {
	size := f.extend(f.value(in.Size), in.Size.Type())
	return f.call(f.runtime("makechan", f.ptr, f.ptr, f.i64), f.descriptor(in.Type().Underlying()), size)
}

func (f *frame) send(in *ssa.Send) {
	t := in.Chan.Type().Underlying().(*types.Chan)
	slot := f.spill(f.coerce(f.value(in.X), f.typ(t.Elem())), "sent")
	f.call(f.runtime("chansend", f.void, f.ptr, f.ptr, f.ptr), f.descriptor(t), f.value(in.Chan), slot)
}

func (f *frame) receive(in *ssa.UnOp) {
	t := in.X.Type().Underlying().(*types.Chan)
	elem := f.typ(t.Elem())
	slot := f.alloca(elem, "received")
	ok := f.call(f.runtime("chanrecv", f.i1, f.ptr, f.ptr, f.ptr), f.descriptor(t), f.value(in.X), slot)
	v := f.b.CreateLoad(elem, slot, "")
	if in.CommaOk {
		f.tuples[in] = []llvm.Value{v, ok}
		return
	}
	f.set(in, v)
}

func (f *frame) closeChan(ch llvm.Value) {
	f.call(f.runtime("closechan", f.void, f.ptr), ch)
}

// selects lowers a select statement to an array of cases {channel, buffer, type,
// direction} and one call that gives the index of the chosen case (-1 for the
// default) and whether a received value was sent.
func (f *frame) selects(in *ssa.Select) {
	n := len(in.States)
	array := llvm.ArrayType(f.scase, n)
	cases := f.alloca(array, "cases")
	bufs := make([]llvm.Value, n)
	for i, st := range in.States {
		t := st.Chan.Type().Underlying().(*types.Chan)
		dir := uint64(0)
		if st.Dir == types.SendOnly {
			dir = 1
			bufs[i] = f.spill(f.coerce(f.value(st.Send), f.typ(t.Elem())), "sent")
		} else {
			bufs[i] = f.alloca(f.typ(t.Elem()), "received")
		}
		parts := []llvm.Value{f.value(st.Chan), bufs[i], f.descriptor(t), llvm.ConstInt(f.i8, dir, false)}
		c := f.b.CreateGEP(array, cases, []llvm.Value{f.int(0), f.int(int64(i))}, "")
		for j, part := range parts {
			f.b.CreateStore(part, f.b.CreateStructGEP(f.scase, c, j, ""))
		}
	}
	blocking := uint64(0)
	if in.Blocking {
		blocking = 1
	}
	pair := f.ctx.StructType([]llvm.Type{f.i64, f.i1}, false)
	r := f.call(f.runtime("selectgo", pair, f.ptr, f.i64, f.i1),
		cases, f.int(int64(n)), llvm.ConstInt(f.i1, blocking, false))
	out := []llvm.Value{f.extract(r, 0), f.extract(r, 1)}
	for i, st := range in.States {
		if st.Dir == types.RecvOnly {
			t := st.Chan.Type().Underlying().(*types.Chan)
			out = append(out, f.b.CreateLoad(f.typ(t.Elem()), bufs[i], ""))
		}
	}
	f.tuples[in] = out
}
