package load

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/types"
	"maps"
	"slices"
)

// apiHash identifies what importers of a package can see through the type
// checker: its exported objects, and every type of its own that they lead to,
// with all fields and methods. Bodies and positions are not part of it. Types of
// other packages are named, and the hashes of these packages are mixed in.
func apiHash(pkg *types.Package, links map[string]string, hashOf func(*types.Package) string) string {
	h := sha256.New()
	w := &apiWriter{
		Writer: bufio.NewWriter(h), pkg: pkg,
		own: make(map[*types.TypeName]int), others: make(map[*types.Package]bool),
	}
	fmt.Fprintf(w, "package %s\n", pkg.Name())
	for _, name := range slices.Sorted(maps.Keys(links)) {
		fmt.Fprintf(w, "link %s %s\n", name, links[name])
	}
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Exported() {
			w.object(obj)
		}
	}
	for len(w.queue) > 0 {
		obj := w.queue[0]
		w.queue = w.queue[1:]
		w.declaration(obj)
	}
	var hashes []string
	for other := range w.others {
		hashes = append(hashes, other.Path()+" "+hashOf(other))
	}
	slices.Sort(hashes)
	fmt.Fprintf(w, "%q\n", hashes)
	w.Flush()
	return hex.EncodeToString(h.Sum(nil))
}

// apiWriter spells objects and types.
type apiWriter struct {
	*bufio.Writer
	pkg    *types.Package
	own    map[*types.TypeName]int // numbered as they are met
	queue  []*types.TypeName       // met, not yet declared
	others map[*types.Package]bool
}

func (w *apiWriter) object(obj types.Object) {
	switch obj := obj.(type) {
	case *types.Const:
		fmt.Fprintf(w, "const %s %s ", obj.Name(), obj.Val().ExactString())
		w.typ(obj.Type())
	case *types.Var:
		fmt.Fprintf(w, "var %s ", obj.Name())
		w.typ(obj.Type())
	case *types.Func:
		fmt.Fprintf(w, "func %s ", obj.Name())
		w.typ(obj.Type())
	case *types.TypeName:
		fmt.Fprintf(w, "type %s ", obj.Name())
		if alias, ok := obj.Type().(*types.Alias); ok {
			w.typeParams(alias.TypeParams())
			w.typ(alias.Rhs())
		} else {
			w.typ(obj.Type())
		}
	}
	w.WriteByte('\n')
}

// declaration spells a type of the package itself.
func (w *apiWriter) declaration(obj *types.TypeName) {
	named := obj.Type().(*types.Named)
	fmt.Fprintf(w, "%d %s ", w.own[obj], obj.Name())
	w.typeParams(named.TypeParams())
	w.typ(named.Underlying())
	w.WriteByte('\n')
	for i := range named.NumMethods() {
		w.method(named.Method(i))
	}
}

func (w *apiWriter) method(m *types.Func) {
	w.name(m)
	sig := m.Signature()
	if recv := sig.Recv(); recv != nil {
		if _, ok := recv.Type().(*types.Pointer); ok {
			w.WriteByte('*')
		}
		w.typeParams(sig.RecvTypeParams())
	}
	w.typ(sig)
	w.WriteByte('\n')
}

// name spells a field or method, with its package where that matters.
func (w *apiWriter) name(obj types.Object) {
	if !obj.Exported() && obj.Pkg() != nil && obj.Pkg() != w.pkg {
		w.others[obj.Pkg()] = true
		fmt.Fprintf(w, "%q.", obj.Pkg().Path())
	}
	fmt.Fprintf(w, "%s ", obj.Name())
}

func (w *apiWriter) typeParams(list *types.TypeParamList) {
	for i := range list.Len() {
		p := list.At(i)
		fmt.Fprintf(w, "[%s ", p.Obj().Name())
		w.typ(p.Constraint())
		w.WriteByte(']')
	}
}

func (w *apiWriter) typ(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		fmt.Fprintf(w, "%s%d", t.Name(), t.Kind())
	case *types.Named:
		w.named(t)
	case *types.TypeParam:
		fmt.Fprintf(w, "$%s%d", t.Obj().Name(), t.Index())
	case *types.Pointer:
		w.composite("*", t.Elem())
	case *types.Slice:
		w.composite("[]", t.Elem())
	case *types.Array:
		w.composite(fmt.Sprintf("[%d]", t.Len()), t.Elem())
	case *types.Map:
		w.composite("map", t.Key(), t.Elem())
	case *types.Chan:
		w.composite(fmt.Sprintf("chan%d ", t.Dir()), t.Elem())
	case *types.Tuple:
		for i := range t.Len() {
			// Names of parameters are part of debug information.
			w.composite(t.At(i).Name()+" ", t.At(i).Type())
		}
	case *types.Signature:
		w.typeParams(t.TypeParams())
		w.composite("func(", t.Params())
		w.composite(fmt.Sprintf(")%v(", t.Variadic()), t.Results())
		w.WriteByte(')')
	case *types.Struct:
		w.structure(t)
	case *types.Interface:
		w.iface(t)
	case *types.Union:
		for i := range t.Len() {
			w.composite(fmt.Sprintf("|%v", t.Term(i).Tilde()), t.Term(i).Type())
		}
	default:
		fmt.Fprintf(w, "%T %s", t, t)
	}
}

func (w *apiWriter) composite(how string, parts ...types.Type) {
	w.WriteString(how)
	for _, p := range parts {
		w.WriteByte('{')
		w.typ(p)
		w.WriteByte('}')
	}
}

func (w *apiWriter) named(t *types.Named) {
	obj := t.Origin().Obj()
	switch pkg := obj.Pkg(); {
	case pkg == w.pkg:
		number, met := w.own[obj]
		if !met {
			number = len(w.own)
			w.own[obj] = number
			w.queue = append(w.queue, obj)
		}
		fmt.Fprintf(w, "#%d", number)
	case pkg != nil:
		w.others[pkg] = true
		fmt.Fprintf(w, "%q.%s", pkg.Path(), obj.Name())
	default:
		w.WriteString(obj.Name())
	}
	for i := range t.TypeArgs().Len() {
		w.composite("@", t.TypeArgs().At(i))
	}
}

func (w *apiWriter) structure(t *types.Struct) {
	w.WriteString("struct{")
	for i := range t.NumFields() {
		f := t.Field(i)
		w.name(f)
		fmt.Fprintf(w, "%v %q ", f.Embedded(), t.Tag(i))
		w.typ(f.Type())
		w.WriteByte(';')
	}
	w.WriteByte('}')
}

func (w *apiWriter) iface(t *types.Interface) {
	fmt.Fprintf(w, "interface %v{", t.IsComparable())
	for i := range t.NumExplicitMethods() {
		m := t.ExplicitMethod(i)
		w.name(m)
		w.typ(m.Signature())
		w.WriteByte(';')
	}
	for i := range t.NumEmbeddeds() {
		w.composite("+", t.EmbeddedType(i))
	}
	w.WriteByte('}')
}
