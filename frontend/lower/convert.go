package lower

import (
	"fmt"
	"go/types"

	"tinygo.org/x/go-llvm"
)

// convert lowers conversions which change the representation.
func (f *frame) convert(x llvm.Value, from, to types.Type) llvm.Value {
	want := f.typ(to)
	switch {
	case isString(to):
		return f.toString(x, from)
	case isString(from):
		return f.fromString(x, to)
	case isInteger(from) && isInteger(to):
		return f.resize(x, from, want)
	case isInteger(from) && isFloat(to):
		if isUnsigned(from) {
			return f.b.CreateUIToFP(x, want, "")
		}
		return f.b.CreateSIToFP(x, want, "")
	case isFloat(from) && isInteger(to):
		if isUnsigned(to) {
			return f.b.CreateFPToUI(x, want, "")
		}
		return f.b.CreateFPToSI(x, want, "")
	case isFloat(from) && isFloat(to):
		return f.resizeFloat(x, want)
	case isComplex(from) && isComplex(to):
		part := want.StructElementTypes()[0]
		return f.aggregate(want,
			f.resizeFloat(f.extract(x, 0), part), f.resizeFloat(f.extract(x, 1), part))
	}
	a, b := x.Type().TypeKind(), want.TypeKind()
	switch {
	case a == llvm.PointerTypeKind && b == llvm.IntegerTypeKind:
		return f.b.CreatePtrToInt(x, want, "")
	case a == llvm.IntegerTypeKind && b == llvm.PointerTypeKind:
		return f.b.CreateIntToPtr(x, want, "")
	case a == b:
		return f.coerce(x, want)
	}
	panic(fmt.Sprintf("conversion of %s to %s", from, to))
}

func (f *frame) resizeFloat(x llvm.Value, want llvm.Type) llvm.Value {
	switch {
	case x.Type() == want:
		return x
	case want == f.f64:
		return f.b.CreateFPExt(x, want, "")
	}
	return f.b.CreateFPTrunc(x, want, "")
}

func (f *frame) toString(x llvm.Value, from types.Type) llvm.Value {
	switch {
	case isString(from):
		return x
	case isInteger(from):
		return f.call(f.runtime("intstring", f.str, f.i64), f.extend(x, from))
	case elemKind(from) == types.Int32:
		return f.call(f.runtime("slicerunetostring", f.str, f.slice), x)
	}
	return f.call(f.runtime("slicebytetostring", f.str, f.slice), x)
}

func (f *frame) fromString(x llvm.Value, to types.Type) llvm.Value {
	if elemKind(to) == types.Int32 {
		return f.call(f.runtime("stringtoslicerune", f.slice, f.str), x)
	}
	return f.call(f.runtime("stringtoslicebyte", f.slice, f.str), x)
}

// elemKind is the kind of a slice's elements.
func elemKind(t types.Type) types.BasicKind {
	if s, ok := t.Underlying().(*types.Slice); ok {
		if b, ok := s.Elem().Underlying().(*types.Basic); ok {
			return b.Kind()
		}
	}
	return types.Invalid
}
