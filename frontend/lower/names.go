package lower

import (
	"fmt"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"mapgraph/frontend/load"
)

// namer spells types and functions. Two spellings exist: symbols, which are
// unique in a whole program, and stacks, as the Go runtime prints them. Its
// caches belong to one module.
type namer struct {
	prog   *load.Program
	stacks bool
	types  map[types.Type]string
	funcs  map[*ssa.Function]string
	anons  map[*ssa.Function]string
}

func newNamer(prog *load.Program, stacks bool) *namer {
	return &namer{
		prog: prog, stacks: stacks,
		types: make(map[types.Type]string),
		funcs: make(map[*ssa.Function]string),
		anons: make(map[*ssa.Function]string),
	}
}

// pkg spells a package in front of a name; suffix is what follows the name in
// test variants.
func (n *namer) pkg(p *types.Package) (prefix, suffix string) {
	if p == nil {
		return "", ""
	}
	lp := n.prog.PackageOf(p)
	if n.stacks {
		if lp != nil && lp.Main {
			return "main.", ""
		}
		return escapePath(p.Path()) + ".", ""
	}
	if lp != nil {
		suffix = lp.Variant
	}
	return p.Path() + ".", suffix
}

// escapePath escapes an import path as gc does in symbols: dots after the last
// slash, quotes, percent signs and everything beyond ASCII.
func escapePath(path string) string {
	slash := strings.LastIndexByte(path, '/')
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		if c <= ' ' || (c == '.' && i > slash) || c == '%' || c == '"' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02x", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// typeName spells a named type without its package: name, number of a local
// type, type arguments.
func (n *namer) typeName(t *types.Named) string {
	obj := t.Obj()
	name := obj.Name()
	if obj.Pkg() != nil {
		if lp := n.prog.PackageOf(obj.Pkg()); lp != nil {
			if local, ok := lp.LocalTypes[obj.Pos()]; ok {
				name = fmt.Sprintf("%s·%d", name, local.Index)
				if local.Obj != t.Origin().Obj() && !n.stacks {
					// A copy for an instance of the enclosing function.
					name += "[" + n.localArgs(t) + "]"
				}
			}
		}
	}
	if args := t.TypeArgs(); args.Len() > 0 {
		if n.stacks {
			return name + "[...]"
		}
		list := make([]string, args.Len())
		for i := range list {
			list[i] = n.typ(args.At(i))
		}
		name += "[" + strings.Join(list, ",") + "]"
	}
	return name
}

// localArgs tells apart the copies of a local type in instances of a generic
// function by what they consist of.
func (n *namer) localArgs(t *types.Named) string {
	n.types[t] = t.Obj().Name() // ends the recursion of recursive types
	s := n.typ(t.Underlying())
	delete(n.types, t)
	return s
}

// typ spells a type canonically: identical types have equal spellings.
func (n *namer) typ(t types.Type) string {
	t = types.Unalias(t)
	if s, ok := n.types[t]; ok {
		return s
	}
	s := n.spell(t)
	n.types[t] = s
	return s
}

func (n *namer) spell(t types.Type) string {
	switch t := t.(type) {
	case *types.Basic:
		switch {
		case t.Kind() == types.UnsafePointer:
			return "unsafe.Pointer"
		case int(t.Kind()) < len(types.Typ):
			return types.Typ[t.Kind()].Name()
		}
		return t.Name()
	case *types.Named:
		prefix, suffix := n.pkg(t.Obj().Pkg())
		return prefix + n.typeName(t) + suffix
	case *types.Pointer:
		return "*" + n.typ(t.Elem())
	case *types.Slice:
		return "[]" + n.typ(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), n.typ(t.Elem()))
	case *types.Map:
		return "map[" + n.typ(t.Key()) + "]" + n.typ(t.Elem())
	case *types.Chan:
		return n.channel(t)
	case *types.Signature:
		return "func" + n.signature(t)
	case *types.Struct:
		return n.structure(t)
	case *types.Interface:
		return n.iface(t)
	case *types.Tuple:
		list := make([]string, t.Len())
		for i := range list {
			list[i] = n.typ(t.At(i).Type())
		}
		return "(" + strings.Join(list, ", ") + ")"
	case *types.TypeParam:
		return t.Obj().Name()
	}
	return t.String()
}

func (n *namer) channel(t *types.Chan) string {
	elem := n.typ(t.Elem())
	switch t.Dir() {
	case types.SendOnly:
		return "chan<- " + elem
	case types.RecvOnly:
		return "<-chan " + elem
	}
	if c, ok := types.Unalias(t.Elem()).(*types.Chan); ok && c.Dir() == types.RecvOnly {
		return "chan (" + elem + ")"
	}
	return "chan " + elem
}

// signature spells parameters and results without names.
func (n *namer) signature(sig *types.Signature) string {
	var b strings.Builder
	b.WriteByte('(')
	for i := range sig.Params().Len() {
		if i > 0 {
			b.WriteString(", ")
		}
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 {
			if s, ok := t.Underlying().(*types.Slice); ok {
				b.WriteString("..." + n.typ(s.Elem()))
				continue
			}
		}
		b.WriteString(n.typ(t))
	}
	b.WriteByte(')')
	switch r := sig.Results(); r.Len() {
	case 0:
	case 1:
		b.WriteString(" " + n.typ(r.At(0).Type()))
	default:
		b.WriteString(" " + n.typ(r))
	}
	return b.String()
}

func (n *namer) structure(t *types.Struct) string {
	var b strings.Builder
	b.WriteString("struct{")
	for i := range t.NumFields() {
		if i > 0 {
			b.WriteString("; ")
		}
		f := t.Field(i)
		if !f.Embedded() {
			b.WriteString(f.Name() + " ")
		}
		b.WriteString(n.typ(f.Type()))
	}
	b.WriteByte('}')
	return b.String()
}

func (n *namer) iface(t *types.Interface) string {
	if t.NumMethods() == 0 && t.NumEmbeddeds() == 0 {
		return "any"
	}
	var list []string
	for i := range t.NumMethods() {
		list = append(list, n.method(t.Method(i)))
	}
	if t.NumMethods() == 0 || !t.IsMethodSet() {
		for i := range t.NumEmbeddeds() {
			list = append(list, n.typ(t.EmbeddedType(i)))
		}
	}
	return "interface{" + strings.Join(list, "; ") + "}"
}

// method spells a method as interfaces tell methods apart: name, with the
// package when it is not exported, and signature.
func (n *namer) method(m *types.Func) string {
	name := m.Name()
	if !m.Exported() && m.Pkg() != nil {
		prefix, suffix := n.pkg(m.Pkg())
		name = prefix + name + suffix
	}
	return name + n.signature(m.Type().(*types.Signature))
}

// imethod is the symbol of an interface method.
func (n *namer) imethod(m *types.Func) string {
	name := m.Name()
	if !m.Exported() && m.Pkg() != nil {
		prefix, suffix := n.pkg(m.Pkg())
		name = prefix + name + suffix
	}
	return "imethod:" + name + " func" + n.signature(m.Type().(*types.Signature))
}
