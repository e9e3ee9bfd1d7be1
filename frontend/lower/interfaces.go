package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// makeInterface pairs a type word with the value, which is boxed unless it is
// one pointer. Boxes of constants are constants.
func (f *frame) makeInterface(in *ssa.MakeInterface) llvm.Value {
	t := in.X.Type()
	desc := f.dynamicType(t)
	x := f.value(in.X)
	if !pointerShaped(t) {
		x = f.box(x, t, desc)
	}
	return f.aggregate(f.iface, desc, x)
}

func (f *frame) box(x llvm.Value, t types.Type, desc llvm.Value) llvm.Value {
	if !x.IsAConstant().IsNil() {
		g := llvm.AddGlobal(f.mod, x.Type(), "box")
		g.SetInitializer(x)
		g.SetGlobalConstant(true)
		g.SetLinkage(llvm.PrivateLinkage)
		return g
	}
	p := f.call(f.runtime("newobject", f.ptr, f.ptr), desc)
	f.b.CreateStore(x, p)
	return p
}

// typeAssert compares the type word for a concrete type and asks the runtime
// for an interface. The form without comma-ok panics inside the runtime.
func (f *frame) typeAssert(in *ssa.TypeAssert) {
	x := f.value(in.X)
	word, data := f.extract(x, 0), f.extract(x, 1)
	if types.IsInterface(in.AssertedType) {
		f.assertInterface(in, word, data)
		return
	}
	desc := f.descriptor(in.AssertedType)
	want := f.typ(in.AssertedType)
	if !in.CommaOk {
		f.call(f.runtime("asserttype", f.void, f.ptr, f.ptr), word, desc)
		if !pointerShaped(in.AssertedType) {
			data = f.b.CreateLoad(want, data, "")
		}
		f.set(in, data)
		return
	}
	ok := f.b.CreateICmp(llvm.IntEQ, word, desc, "")
	if pointerShaped(in.AssertedType) {
		v := f.b.CreateSelect(ok, data, f.null(), "")
		f.tuples[in] = []llvm.Value{v, ok}
		return
	}
	p := f.b.CreateSelect(ok, data, f.zero(want, f.size(in.AssertedType)), "")
	f.tuples[in] = []llvm.Value{f.b.CreateLoad(want, p, ""), ok}
}

// zero addresses a zero value: the runtime's, or a slot when that is too small.
func (f *frame) zero(t llvm.Type, size int64) llvm.Value {
	const shared = 1024
	if size > shared {
		return f.spill(llvm.ConstNull(t), "")
	}
	z := f.mod.NamedGlobal("runtime.zeroVal")
	if z.IsNil() {
		z = llvm.AddGlobal(f.mod, llvm.ArrayType(f.i8, shared), "runtime.zeroVal")
	}
	return z
}

func (f *frame) assertInterface(in *ssa.TypeAssert, word, data llvm.Value) {
	desc := f.interfaceType(in.AssertedType)
	if !in.CommaOk {
		t := f.call(f.runtime("assertE2I", f.ptr, f.ptr, f.ptr), desc, word)
		f.set(in, f.aggregate(f.iface, t, data))
		return
	}
	t := f.call(f.runtime("assertE2I2", f.ptr, f.ptr, f.ptr), desc, word)
	ok := f.b.CreateICmp(llvm.IntNE, t, f.null(), "")
	d := f.b.CreateSelect(ok, data, f.null(), "")
	f.tuples[in] = []llvm.Value{f.aggregate(f.iface, t, d), ok}
}
