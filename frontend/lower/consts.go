package lower

import (
	"fmt"
	"go/constant"
	"go/types"
	"math/big"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// constant lowers a constant; one without a value is the zero of its type.
func (m *module) constant(c *ssa.Const) llvm.Value {
	t := m.typ(c.Type())
	if c.Value == nil {
		return llvm.ConstNull(t)
	}
	b, ok := c.Type().Underlying().(*types.Basic)
	if !ok {
		panic(fmt.Sprintf("constant of type %s", c.Type()))
	}
	switch info := b.Info(); {
	case info&types.IsBoolean != 0:
		if constant.BoolVal(c.Value) {
			return llvm.ConstInt(m.i1, 1, false)
		}
		return llvm.ConstInt(m.i1, 0, false)
	case info&types.IsInteger != 0:
		return m.intConstant(t, constant.ToInt(c.Value))
	case info&types.IsFloat != 0:
		return llvm.ConstFloat(t, floatValue(c.Value))
	case info&types.IsComplex != 0:
		part := t.StructElementTypes()[0]
		v := constant.ToComplex(c.Value)
		return m.ctx.ConstStruct([]llvm.Value{
			llvm.ConstFloat(part, floatValue(constant.Real(v))),
			llvm.ConstFloat(part, floatValue(constant.Imag(v))),
		}, false)
	case info&types.IsString != 0:
		return m.stringConstant(stringValue(c.Value))
	case b.Kind() == types.UnsafePointer:
		return llvm.ConstIntToPtr(m.intConstant(m.i64, constant.ToInt(c.Value)), m.ptr)
	}
	panic(fmt.Sprintf("constant of type %s", c.Type()))
}

func (m *module) intConstant(t llvm.Type, v constant.Value) llvm.Value {
	if n, ok := constant.Int64Val(v); ok {
		return llvm.ConstInt(t, uint64(n), true)
	}
	if n, ok := constant.Uint64Val(v); ok {
		return llvm.ConstInt(t, n, false)
	}
	n, _ := new(big.Int).SetString(v.ExactString(), 10)
	return llvm.ConstIntFromString(t, n.String(), 10)
}

func floatValue(v constant.Value) float64 {
	x, _ := constant.Float64Val(constant.ToFloat(v))
	return x
}

// stringValue is the text of a string constant, or of the rune which an integer
// constant converted to string stands for.
func stringValue(v constant.Value) string {
	if v.Kind() == constant.String {
		return constant.StringVal(v)
	}
	n, ok := constant.Int64Val(constant.ToInt(v))
	if !ok || n < 0 || n > 0x10ffff {
		n = 0xfffd
	}
	return string(rune(n))
}

// stringConstant gives {pointer, length} of a text kept once per module.
func (m *module) stringConstant(s string) llvm.Value {
	if v, ok := m.strings[s]; ok {
		return v
	}
	p := llvm.ConstPointerNull(m.ptr)
	if s != "" {
		text := m.ctx.ConstString(s, false)
		p = llvm.AddGlobal(m.mod, text.Type(), "str")
		p.SetInitializer(text)
		p.SetGlobalConstant(true)
		p.SetLinkage(llvm.PrivateLinkage)
		p.SetUnnamedAddr(true)
	}
	v := llvm.ConstNamedStruct(m.str, []llvm.Value{p, llvm.ConstInt(m.i64, uint64(len(s)), false)})
	m.strings[s] = v
	return v
}
