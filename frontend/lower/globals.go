package lower

import (
	"go/types"
	"sort"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// globalName is the symbol of a package-level variable.
func (m *module) globalName(g *ssa.Global) string {
	if obj := g.Object(); obj != nil {
		if target, ok := m.names.linkName(obj); ok {
			return target
		}
	}
	prefix, suffix := m.names.pkg(g.Pkg.Pkg)
	return prefix + g.Name() + suffix
}

// global gives the address of a package-level variable, declaring it if needed.
func (m *module) global(g *ssa.Global) llvm.Value {
	name := m.globalName(g)
	if v, ok := m.globals[name]; ok {
		return v
	}
	elem := g.Type().Underlying().(*types.Pointer).Elem()
	v := m.mod.NamedGlobal(name)
	if v.IsNil() {
		v = llvm.AddGlobal(m.mod, m.typ(elem), name)
	}
	m.globals[name] = v
	return v
}

// defineGlobals defines the variables of the package, in source order.
func (m *module) defineGlobals() {
	var list []*ssa.Global
	for _, member := range m.pkg.SSA.Members {
		if g, ok := member.(*ssa.Global); ok {
			list = append(list, g)
		}
	}
	key := func(g *ssa.Global) (string, int) {
		pos := m.Prog.Fset.PositionFor(g.Pos(), false)
		return pos.Filename, pos.Offset
	}
	sort.Slice(list, func(i, j int) bool {
		fi, oi := key(list[i])
		fj, oj := key(list[j])
		if fi != fj {
			return fi < fj
		}
		if oi != oj {
			return oi < oj
		}
		return list[i].Name() < list[j].Name()
	})
	for _, g := range list {
		v := m.global(g)
		if !v.Initializer().IsNil() {
			continue
		}
		v.SetInitializer(llvm.ConstNull(v.GlobalValueType()))
		if obj := g.Object(); obj != nil {
			if _, ok := m.names.linkName(obj); ok {
				v.SetLinkage(llvm.WeakAnyLinkage)
			}
			m.debug.global(g, v)
		}
	}
}
