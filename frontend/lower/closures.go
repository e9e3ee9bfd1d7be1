package lower

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// funcValue gives a declared function as a value: the address of a constant
// whose first word is the code, as for closures without captured variables.
func (m *module) funcValue(fn *ssa.Function) llvm.Value {
	code := m.function(fn)
	name := m.names.fn(fn) + "·f"
	v := m.mod.NamedGlobal(name)
	if !v.IsNil() {
		return v
	}
	init := m.ctx.ConstStruct([]llvm.Value{code}, false)
	v = llvm.AddGlobal(m.mod, init.Type(), name)
	v.SetInitializer(init)
	v.SetGlobalConstant(true)
	v.SetLinkage(llvm.LinkOnceODRLinkage)
	return v
}

// context is the struct of a closure: its code, then what it captures. name is
// that of the code.
func (m *module) context(name string, fields []string, elems []types.Type) llvm.Type {
	name = "closure:" + name
	if info, ok := m.structs[name]; ok {
		return info.llvm
	}
	lt := m.ctx.StructCreateNamed(name)
	body := []llvm.Type{m.ptr}
	for _, t := range elems {
		body = append(body, m.typ(t))
	}
	lt.StructSetBody(body, false)
	m.structs[name] = &structInfo{llvm: lt, names: fields, elems: elems}
	return lt
}

func (m *module) closureContext(fn *ssa.Function) llvm.Type {
	names := make([]string, len(fn.FreeVars))
	elems := make([]types.Type, len(fn.FreeVars))
	for i, v := range fn.FreeVars {
		names[i], elems[i] = v.Name(), v.Type()
	}
	return m.context(m.names.fn(fn), names, elems)
}

// makeClosure allocates a context and fills it.
func (f *frame) makeClosure(in *ssa.MakeClosure) llvm.Value {
	fn := in.Fn.(*ssa.Function)
	vals := make([]llvm.Value, len(in.Bindings))
	for i, b := range in.Bindings {
		vals[i] = f.value(b)
	}
	return f.newContext(f.closureContext(fn), f.function(fn), vals)
}

func (f *frame) newContext(t llvm.Type, code llvm.Value, vals []llvm.Value) llvm.Value {
	elems := t.StructElementTypes()
	p := f.call(f.runtime("newclosure", f.ptr, f.i64), f.int(f.contextSize(f.structs[t.StructName()].elems)))
	f.b.CreateStore(code, f.field(t, p, 0))
	for i, v := range vals {
		f.b.CreateStore(f.coerce(v, elems[i+1]), f.field(t, p, i+1))
	}
	return p
}

// bindFreeVars loads what a closure captures, at its start.
func (f *frame) bindFreeVars(ctx llvm.Value) {
	t := f.closureContext(f.fn)
	if info := f.structs[t.StructName()]; info != nil {
		info.used = true
	}
	if f.scope != nil {
		f.scope.set(f.allocs, f.fn.Pos())
	}
	elems := t.StructElementTypes()
	for i, v := range f.fn.FreeVars {
		p := f.allocs.CreateStructGEP(t, ctx, i+1, "")
		f.values[v] = f.allocs.CreateLoad(elems[i+1], p, v.Name())
	}
}
