package lower

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// addStack records the name under which the runtime prints a function and, for
// a thunk, the line of its go statement.
func (m *module) addStack(fv llvm.Value, name string, line int) {
	m.stacks = append(m.stacks, m.ctx.MDNode([]llvm.Metadata{
		fv.ConstantAsMetadata(), m.ctx.MDString(name),
		llvm.ConstInt(m.i32, uint64(line), false).ConstantAsMetadata(),
	}))
}

// emitMetadata writes what the module is and where control may enter it.
func (m *module) emitMetadata() {
	p := m.pkg
	var flags []string
	for _, flag := range []struct {
		name string
		is   bool
	}{{"main", p.Main}, {"test", p.Test}, {"dep", !p.Own}, {"std", p.Std}, {"own", p.Own}} {
		if flag.is {
			flags = append(flags, flag.name)
		}
	}
	fields := []string{p.ID, p.Module, p.Version, strings.Join(flags, ","), p.GoVersion, p.Dir}
	list := make([]llvm.Metadata, len(fields))
	for i, s := range fields {
		list[i] = m.ctx.MDString(s)
	}
	m.mod.AddNamedMetadataOperand("mapgraph.package", m.ctx.MDNode(list))
	for _, fn := range m.own {
		if kind := exportKind(fn); kind != "" {
			m.mark("mapgraph.exported", fn, kind)
		}
		if kind := m.testKind(fn); kind != "" {
			m.mark("mapgraph.tests", fn, kind)
		}
	}
	for _, md := range m.stacks {
		m.mod.AddNamedMetadataOperand("mapgraph.stack", md)
	}
}

func (m *module) mark(list string, fn *ssa.Function, kind string) {
	m.mod.AddNamedMetadataOperand(list, m.ctx.MDNode([]llvm.Metadata{
		m.function(fn).ConstantAsMetadata(), m.ctx.MDString(kind),
	}))
}

// exportKind tells how other packages can call a function: exported functions,
// and exported methods of exported types.
func exportKind(fn *ssa.Function) string {
	if fn.Parent() != nil || !token.IsExported(fn.Name()) {
		return ""
	}
	recv := fn.Signature.Recv()
	if recv == nil {
		return "func"
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if named, ok := t.(*types.Named); ok && named.Obj().Exported() {
		return "method"
	}
	return ""
}

// testKind tells how the testing package would run a function.
func (m *module) testKind(fn *ssa.Function) string {
	if fn.Parent() != nil || fn.Signature.Recv() != nil || fn.Object() == nil {
		return ""
	}
	if strings.HasSuffix(m.pkg.Path, ".test") && fn.Name() == "main" {
		return "testmain"
	}
	if !strings.HasSuffix(m.Prog.Fset.PositionFor(fn.Pos(), false).Filename, "_test.go") {
		return ""
	}
	params := fn.Signature.Params()
	takes := func(typ string) bool {
		return params.Len() == 1 && types.TypeString(params.At(0).Type(), nil) == "*testing."+typ
	}
	switch name := fn.Name(); {
	case testName(name, "Test") && takes("T"):
		return "test"
	case testName(name, "Benchmark") && takes("B"):
		return "benchmark"
	case testName(name, "Fuzz") && takes("F"):
		return "fuzz"
	case testName(name, "Example") && params.Len() == 0:
		return "example"
	}
	return ""
}

// testName holds for prefix alone or followed by something that is no lower
// case letter.
func testName(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z')
}
