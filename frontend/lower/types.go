package lower

import (
	"go/types"

	"tinygo.org/x/go-llvm"
)

// basicTypes are the LLVM types which every module uses.
type basicTypes struct {
	void, i1, i8, i16, i32, i64, f32, f64, ptr llvm.Type
	str, slice, iface, desc, iter, scase       llvm.Type
	c64, c128                                  llvm.Type
}

func newBasicTypes(ctx llvm.Context) basicTypes {
	var b basicTypes
	b.void = ctx.VoidType()
	b.i1, b.i8, b.i16 = ctx.Int1Type(), ctx.Int8Type(), ctx.Int16Type()
	b.i32, b.i64 = ctx.Int32Type(), ctx.Int64Type()
	b.f32, b.f64 = ctx.FloatType(), ctx.DoubleType()
	b.ptr = llvm.PointerType(b.i8, 0)
	named := func(name string, elems ...llvm.Type) llvm.Type {
		t := ctx.StructCreateNamed(name)
		t.StructSetBody(elems, false)
		return t
	}
	b.str = named("go.string", b.ptr, b.i64)
	b.slice = named("go.slice", b.ptr, b.i64, b.i64)
	b.iface = named("go.iface", b.ptr, b.ptr)
	b.desc = named("go.type", b.i64, b.i64, b.ptr, b.ptr, b.ptr)
	b.iter = named("go.mapiter", b.ptr, b.ptr, llvm.ArrayType(b.i64, 6))
	b.scase = named("go.select", b.ptr, b.ptr, b.ptr, b.i8)
	b.c64 = ctx.StructType([]llvm.Type{b.f32, b.f32}, false)
	b.c128 = ctx.StructType([]llvm.Type{b.f64, b.f64}, false)
	return b
}

// typ lowers a Go type. Structs keep gc's layout: LLVM's rules for x86-64 place
// fields alike, only gc's padding after a trailing field of size zero is added.
func (m *module) typ(t types.Type) llvm.Type {
	t = types.Unalias(t)
	if lt, ok := m.llTypes[t]; ok {
		return lt
	}
	lt := m.lowerType(t)
	m.llTypes[t] = lt
	return lt
}

func (m *module) lowerType(t types.Type) llvm.Type {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return m.basicType(u)
	case *types.Slice:
		return m.slice
	case *types.Interface:
		return m.iface
	case *types.Array:
		return llvm.ArrayType(m.typ(u.Elem()), int(u.Len()))
	case *types.Struct:
		return m.structType(t, u)
	case *types.Tuple:
		return m.tuple(u)
	}
	return m.ptr // pointers, maps, channels, functions
}

func (m *module) basicType(t *types.Basic) llvm.Type {
	switch t.Kind() {
	case types.Bool, types.UntypedBool:
		return m.i1
	case types.Int8, types.Uint8:
		return m.i8
	case types.Int16, types.Uint16:
		return m.i16
	case types.Int32, types.Uint32, types.UntypedRune:
		return m.i32
	case types.Float32:
		return m.f32
	case types.Float64, types.UntypedFloat:
		return m.f64
	case types.Complex64:
		return m.c64
	case types.Complex128, types.UntypedComplex:
		return m.c128
	case types.String, types.UntypedString:
		return m.str
	case types.UnsafePointer, types.UntypedNil:
		return m.ptr
	}
	return m.i64
}

// structType names every struct: a named one by its type, an unnamed one by its
// spelling, so that a getelementptr always says which type and field it means.
func (m *module) structType(t types.Type, u *types.Struct) llvm.Type {
	name := m.names.typ(t)
	if lt, ok := m.structs[name]; ok {
		return lt.llvm
	}
	lt := m.ctx.StructCreateNamed(name)
	m.structs[name] = &structInfo{llvm: lt, typ: t, fields: u}
	elems := make([]llvm.Type, u.NumFields())
	for i := range elems {
		elems[i] = m.typ(u.Field(i).Type())
	}
	if n := len(elems); n > 0 && m.size(t) > 0 && m.size(u.Field(n-1).Type()) == 0 {
		elems = append(elems, m.i8)
	}
	lt.StructSetBody(elems, false)
	return lt
}

// structInfo remembers a struct for debug info.
type structInfo struct {
	llvm   llvm.Type
	typ    types.Type
	fields *types.Struct // nil for contexts of closures
	names  []string      // of a context's fields
	elems  []types.Type
	used   bool // by a getelementptr
}

func (m *module) tuple(t *types.Tuple) llvm.Type {
	switch t.Len() {
	case 0:
		return m.void
	case 1:
		return m.typ(t.At(0).Type())
	}
	elems := make([]llvm.Type, t.Len())
	for i := range elems {
		elems[i] = m.typ(t.At(i).Type())
	}
	return m.ctx.StructType(elems, false)
}

// signature lowers a function type: an optional context, the receiver, the
// parameters. data replaces the receiver by a plain pointer, as interface
// calls pass it.
func (m *module) signature(sig *types.Signature, nest, data bool) llvm.Type {
	var params []llvm.Type
	if nest {
		params = append(params, m.ptr)
	}
	switch {
	case data:
		params = append(params, m.ptr)
	case sig.Recv() != nil:
		params = append(params, m.typ(sig.Recv().Type()))
	}
	for i := range sig.Params().Len() {
		params = append(params, m.typ(sig.Params().At(i).Type()))
	}
	return llvm.FunctionType(m.tuple(sig.Results()), params, false)
}

func (m *module) size(t types.Type) int64 { return m.Prog.Sizes.Sizeof(t) }

// pointerShaped holds for types whose values an interface holds directly.
func pointerShaped(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan, *types.Signature:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	}
	return false
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isFloat(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

func isComplex(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsComplex != 0
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isUnsigned(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsUnsigned != 0
}
