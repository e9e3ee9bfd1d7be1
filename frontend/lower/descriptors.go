package lower

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// descriptor is a type as data: {kind, size, key, elem, methods}.
type descriptor struct {
	typ     types.Type
	name    string // canonical spelling
	global  llvm.Value
	methods bool // some value of the type becomes an interface
	filled  bool // initialised for the present value of methods
}

// descriptor gives the address of a type's descriptor.
func (m *module) descriptor(t types.Type) llvm.Value { return m.describe(t).global }

// dynamicType gives the descriptor of a type whose values become interfaces: it
// has a table of methods.
func (m *module) dynamicType(t types.Type) llvm.Value { return m.withMethods(t) }

// interfaceType gives the descriptor of an interface that values are asserted
// to; at run time it needs the list of its methods.
func (m *module) interfaceType(t types.Type) llvm.Value {
	if m.Options.Runnable {
		return m.withMethods(t)
	}
	return m.descriptor(t)
}

func (m *module) withMethods(t types.Type) llvm.Value {
	d := m.describe(t)
	if !d.methods {
		d.methods = true
		if d.filled {
			d.filled = false
			m.order = append(m.order, d)
		}
	}
	return d.global
}

func (m *module) describe(t types.Type) *descriptor {
	t = types.Unalias(t)
	name := m.names.typ(t)
	if d, ok := m.descs[name]; ok {
		return d
	}
	g := llvm.AddGlobal(m.mod, m.desc, "type:"+name)
	g.SetGlobalConstant(true)
	g.SetLinkage(llvm.LinkOnceODRLinkage)
	d := &descriptor{typ: t, name: name, global: g}
	m.descs[name] = d
	m.order = append(m.order, d)
	return d
}

func (m *module) pendingDescriptors() bool { return len(m.order) > 0 }

// fillDescriptors writes the initialisers that are missing, and those of types
// which were described before they were made into interfaces.
func (m *module) fillDescriptors() {
	for len(m.order) > 0 {
		d := m.order[0]
		m.order = m.order[1:]
		if !d.filled {
			d.filled = true
			m.fill(d)
		}
	}
}

func (m *module) fill(d *descriptor) {
	null := llvm.ConstPointerNull(m.ptr)
	key, elem, methods := null, null, null
	switch u := d.typ.Underlying().(type) {
	case *types.Map:
		key, elem = m.descriptor(u.Key()), m.descriptor(u.Elem())
	case *types.Chan:
		elem = m.descriptor(u.Elem())
	case *types.Slice:
		elem = m.descriptor(u.Elem())
	case *types.Array:
		elem = m.descriptor(u.Elem())
	case *types.Pointer:
		elem = m.descriptor(u.Elem())
	case *types.Struct:
		if m.Options.Runnable {
			key = m.fieldTable(d, u)
		}
	}
	if d.methods {
		methods = m.methodTable(d)
	}
	d.global.SetInitializer(llvm.ConstNamedStruct(m.desc, []llvm.Value{
		llvm.ConstInt(m.i64, uint64(kindOf(d.typ)), false),
		llvm.ConstInt(m.i64, uint64(m.size(d.typ)), false),
		key, elem, methods,
	}))
}

// constantTable defines a constant array of pointer pairs.
func (m *module) constantTable(name string, rows []llvm.Value) llvm.Value {
	pair := m.ctx.StructType([]llvm.Type{m.ptr, m.ptr}, false)
	init := llvm.ConstArray(pair, rows)
	g := llvm.AddGlobal(m.mod, init.Type(), name)
	g.SetInitializer(init)
	g.SetGlobalConstant(true)
	g.SetLinkage(llvm.LinkOnceODRLinkage)
	return g
}

func (m *module) row(a, b llvm.Value) llvm.Value {
	return m.ctx.ConstStruct([]llvm.Value{a, b}, false)
}

// fieldTable lists offset and type of a struct's fields, for comparisons at run
// time.
func (m *module) fieldTable(d *descriptor, u *types.Struct) llvm.Value {
	fields := make([]*types.Var, u.NumFields())
	for i := range fields {
		fields[i] = u.Field(i)
	}
	offsets := m.Prog.Sizes.Offsetsof(fields)
	var rows []llvm.Value
	for i, v := range fields {
		if v.Name() == "_" {
			continue
		}
		off := llvm.ConstIntToPtr(llvm.ConstInt(m.i64, uint64(offsets[i]), false), m.ptr)
		rows = append(rows, m.row(off, m.descriptor(v.Type())))
	}
	null := llvm.ConstPointerNull(m.ptr)
	return m.constantTable("fields:"+d.name, append(rows, m.row(null, null)))
}

// methodTable pairs each method with the function that interface calls reach,
// which takes the interface's data word as its receiver.
func (m *module) methodTable(d *descriptor) llvm.Value {
	null := llvm.ConstPointerNull(m.ptr)
	var rows []llvm.Value
	if it, ok := d.typ.Underlying().(*types.Interface); ok {
		for i := range it.NumMethods() {
			rows = append(rows, m.row(m.methodMark(it.Method(i)), null))
		}
	} else {
		for _, sel := range m.methodSet(d.typ) {
			if fn := m.boxedMethod(d.typ, sel); fn != nil {
				rows = append(rows, m.row(m.methodMark(sel.Obj().(*types.Func)), m.function(fn)))
			}
		}
	}
	if m.Options.Runnable {
		rows = append(rows, m.row(null, null))
	}
	if len(rows) == 0 {
		return null
	}
	return m.constantTable("methods:"+d.name, rows)
}

func (m *module) methodSet(t types.Type) []*types.Selection {
	set := m.Prog.SSA.MethodSets.MethodSet(t)
	sels := make([]*types.Selection, set.Len())
	for i := range sels {
		sels[i] = set.At(i)
	}
	return sels
}

// boxedMethod finds the function for a method of a dynamic type. A value which
// is boxed is reached through a pointer: that is the method of the pointer type.
func (m *module) boxedMethod(t types.Type, sel *types.Selection) *ssa.Function {
	if !pointerShaped(t) {
		obj := sel.Obj()
		sel = m.Prog.SSA.MethodSets.MethodSet(types.NewPointer(t)).Lookup(obj.Pkg(), obj.Name())
	}
	return m.Prog.SSA.MethodValue(sel)
}

// methodMark is the byte whose address stands for an interface method.
func (m *module) methodMark(method *types.Func) llvm.Value {
	name := m.names.imethod(method)
	if v, ok := m.globals[name]; ok {
		return v
	}
	v := llvm.AddGlobal(m.mod, m.i8, name)
	v.SetInitializer(llvm.ConstNull(m.i8))
	v.SetGlobalConstant(true)
	v.SetLinkage(llvm.LinkOnceODRLinkage)
	m.globals[name] = v
	return v
}

// kindOf numbers a type's kind as package reflect does.
func kindOf(t types.Type) reflect.Kind {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basicKinds[u.Kind()]
	case *types.Array:
		return reflect.Array
	case *types.Chan:
		return reflect.Chan
	case *types.Signature:
		return reflect.Func
	case *types.Interface:
		return reflect.Interface
	case *types.Map:
		return reflect.Map
	case *types.Pointer:
		return reflect.Pointer
	case *types.Slice:
		return reflect.Slice
	case *types.Struct:
		return reflect.Struct
	}
	return reflect.Invalid
}

var basicKinds = map[types.BasicKind]reflect.Kind{
	types.Bool: reflect.Bool, types.Int: reflect.Int, types.Int8: reflect.Int8,
	types.Int16: reflect.Int16, types.Int32: reflect.Int32, types.Int64: reflect.Int64,
	types.Uint: reflect.Uint, types.Uint8: reflect.Uint8, types.Uint16: reflect.Uint16,
	types.Uint32: reflect.Uint32, types.Uint64: reflect.Uint64, types.Uintptr: reflect.Uintptr,
	types.Float32: reflect.Float32, types.Float64: reflect.Float64,
	types.Complex64: reflect.Complex64, types.Complex128: reflect.Complex128,
	types.String: reflect.String, types.UnsafePointer: reflect.UnsafePointer,
	types.UntypedNil: reflect.UnsafePointer,
}
