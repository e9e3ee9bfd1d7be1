package lower

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// extend widens an integer to 64 bits by its own signedness.
func (f *frame) extend(v llvm.Value, t types.Type) llvm.Value {
	return f.resize(v, t, f.i64)
}

func (f *frame) resize(v llvm.Value, from types.Type, to llvm.Type) llvm.Value {
	a, b := v.Type().IntTypeWidth(), to.IntTypeWidth()
	switch {
	case a == b:
		return v
	case a > b:
		return f.b.CreateTrunc(v, to, "")
	case isUnsigned(from):
		return f.b.CreateZExt(v, to, "")
	}
	return f.b.CreateSExt(v, to, "")
}

func (f *frame) negate(x llvm.Value, t types.Type) llvm.Value {
	switch {
	case isFloat(t):
		return f.b.CreateFNeg(x, "")
	case isComplex(t):
		return f.aggregate(x.Type(), f.b.CreateFNeg(f.extract(x, 0), ""), f.b.CreateFNeg(f.extract(x, 1), ""))
	}
	return f.b.CreateNeg(x, "")
}

func (f *frame) binop(in *ssa.BinOp) llvm.Value {
	x, y := f.value(in.X), f.value(in.Y)
	t := in.X.Type()
	switch in.Op {
	case token.EQL:
		return f.equal(x, y, t, in)
	case token.NEQ:
		return f.b.CreateNot(f.equal(x, y, t, in), "")
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return f.less(in.Op, x, y, t)
	case token.SHL, token.SHR:
		return f.shift(in.Op, x, y, t, in.Y.Type())
	}
	switch {
	case isString(t):
		return f.call(f.runtime("concatstrings", f.str, f.str, f.str), x, y)
	case isFloat(t):
		return f.floatOp(in.Op, x, y)
	case isComplex(t):
		return f.complexOp(in.Op, x, y)
	}
	return f.intOp(in.Op, x, y, isUnsigned(t))
}

func (f *frame) intOp(op token.Token, x, y llvm.Value, unsigned bool) llvm.Value {
	switch op {
	case token.ADD:
		return f.b.CreateAdd(x, y, "")
	case token.SUB:
		return f.b.CreateSub(x, y, "")
	case token.MUL:
		return f.b.CreateMul(x, y, "")
	case token.QUO:
		if unsigned {
			return f.b.CreateUDiv(x, y, "")
		}
		return f.b.CreateSDiv(x, y, "")
	case token.REM:
		if unsigned {
			return f.b.CreateURem(x, y, "")
		}
		return f.b.CreateSRem(x, y, "")
	case token.AND:
		return f.b.CreateAnd(x, y, "")
	case token.OR:
		return f.b.CreateOr(x, y, "")
	case token.XOR:
		return f.b.CreateXor(x, y, "")
	case token.AND_NOT:
		return f.b.CreateAnd(x, f.b.CreateNot(y, ""), "")
	}
	panic("unknown operator " + op.String())
}

func (f *frame) floatOp(op token.Token, x, y llvm.Value) llvm.Value {
	switch op {
	case token.ADD:
		return f.b.CreateFAdd(x, y, "")
	case token.SUB:
		return f.b.CreateFSub(x, y, "")
	case token.MUL:
		return f.b.CreateFMul(x, y, "")
	case token.QUO:
		return f.b.CreateFDiv(x, y, "")
	}
	panic("unknown operator " + op.String())
}

func (f *frame) complexOp(op token.Token, x, y llvm.Value) llvm.Value {
	a, b := f.extract(x, 0), f.extract(x, 1)
	c, d := f.extract(y, 0), f.extract(y, 1)
	mul := func(p, q llvm.Value) llvm.Value { return f.b.CreateFMul(p, q, "") }
	switch op {
	case token.ADD:
		return f.aggregate(x.Type(), f.b.CreateFAdd(a, c, ""), f.b.CreateFAdd(b, d, ""))
	case token.SUB:
		return f.aggregate(x.Type(), f.b.CreateFSub(a, c, ""), f.b.CreateFSub(b, d, ""))
	case token.MUL:
		return f.aggregate(x.Type(),
			f.b.CreateFSub(mul(a, c), mul(b, d), ""), f.b.CreateFAdd(mul(a, d), mul(b, c), ""))
	case token.QUO:
		norm := f.b.CreateFAdd(mul(c, c), mul(d, d), "")
		re := f.b.CreateFAdd(mul(a, c), mul(b, d), "")
		im := f.b.CreateFSub(mul(b, c), mul(a, d), "")
		return f.aggregate(x.Type(), f.b.CreateFDiv(re, norm, ""), f.b.CreateFDiv(im, norm, ""))
	}
	panic("unknown operator " + op.String())
}

// shift gives Go's meaning to counts beyond the width, where LLVM has none.
func (f *frame) shift(op token.Token, x, y llvm.Value, t, ty types.Type) llvm.Value {
	width := x.Type().IntTypeWidth()
	wide := f.extend(y, ty)
	in := f.b.CreateICmp(llvm.IntULT, wide, f.int(int64(width)), "")
	arith := op == token.SHR && !isUnsigned(t)
	if arith {
		n := f.b.CreateSelect(in, wide, f.int(int64(width-1)), "")
		return f.b.CreateAShr(x, f.resize(n, types.Typ[types.Uint64], x.Type()), "")
	}
	n := f.b.CreateSelect(in, wide, f.int(0), "")
	n = f.resize(n, types.Typ[types.Uint64], x.Type())
	var r llvm.Value
	if op == token.SHL {
		r = f.b.CreateShl(x, n, "")
	} else {
		r = f.b.CreateLShr(x, n, "")
	}
	return f.b.CreateSelect(in, r, llvm.ConstNull(x.Type()), "")
}

func (f *frame) less(op token.Token, x, y llvm.Value, t types.Type) llvm.Value {
	if isString(t) {
		x = f.call(f.runtime("cmpstring", f.i64, f.str, f.str), x, y)
		y = f.int(0)
		t = types.Typ[types.Int]
	}
	if isFloat(t) {
		pred := map[token.Token]llvm.FloatPredicate{
			token.LSS: llvm.FloatOLT, token.LEQ: llvm.FloatOLE,
			token.GTR: llvm.FloatOGT, token.GEQ: llvm.FloatOGE}[op]
		return f.b.CreateFCmp(pred, x, y, "")
	}
	signed := map[token.Token]llvm.IntPredicate{
		token.LSS: llvm.IntSLT, token.LEQ: llvm.IntSLE, token.GTR: llvm.IntSGT, token.GEQ: llvm.IntSGE}
	unsigned := map[token.Token]llvm.IntPredicate{
		token.LSS: llvm.IntULT, token.LEQ: llvm.IntULE, token.GTR: llvm.IntUGT, token.GEQ: llvm.IntUGE}
	if isUnsigned(t) {
		return f.b.CreateICmp(unsigned[op], x, y, "")
	}
	return f.b.CreateICmp(signed[op], x, y, "")
}

// equal compares two values of type t.
func (f *frame) equal(x, y llvm.Value, t types.Type, in *ssa.BinOp) llvm.Value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case isString(t):
			return f.call(f.runtime("eqstring", f.i1, f.str, f.str), x, y)
		case isFloat(t):
			return f.b.CreateFCmp(llvm.FloatOEQ, x, y, "")
		case isComplex(t):
			re := f.b.CreateFCmp(llvm.FloatOEQ, f.extract(x, 0), f.extract(y, 0), "")
			im := f.b.CreateFCmp(llvm.FloatOEQ, f.extract(x, 1), f.extract(y, 1), "")
			return f.b.CreateAnd(re, im, "")
		}
	case *types.Interface:
		if isNil(in.X) || isNil(in.Y) {
			return f.b.CreateICmp(llvm.IntEQ, f.extract(x, 0), f.extract(y, 0), "")
		}
		return f.call(f.runtime("ifaceeq", f.i1, f.iface, f.iface), x, y)
	case *types.Slice: // only against nil
		return f.b.CreateICmp(llvm.IntEQ, f.extract(x, 0), f.extract(y, 0), "")
	case *types.Struct, *types.Array:
		y = f.coerce(y, x.Type())
		return f.call(f.runtime("equal", f.i1, f.ptr, f.ptr, f.ptr),
			f.descriptor(u), f.spill(x, ""), f.spill(y, ""))
	}
	return f.b.CreateICmp(llvm.IntEQ, x, y, "")
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
