package load

import (
	"errors"
	"go/types"
	"slices"
)

// simple are the first types that are tried for a type parameter: they have no
// pointers, so that nothing is shared through what is stored.
var simple = []types.BasicKind{types.String, types.Int, types.Uint64, types.Float64}

// maxTries bounds the search for type arguments.
const maxTries = 200

// typeArgs looks for type arguments that satisfy the constraints of a generic
// type or function.
type typeArgs struct {
	pkg    *types.Package
	params *types.TypeParamList
	args   map[*types.TypeParam]types.Type
	given  map[*types.TypeParam]types.Type
	open   map[*types.TypeParam]bool // being chosen
	next   []int                     // candidate of each parameter
}

// invent gives type arguments for a generic type or signature, or nil. Those of
// some parameters are given.
func (w *witnesses) invent(of types.Type, params *types.TypeParamList,
	given map[*types.TypeParam]types.Type) []types.Type {
	a := &typeArgs{pkg: w.pkg, params: params, given: given, next: make([]int, params.Len())}
	for range maxTries {
		args, failed := a.choose()
		if failed < 0 {
			_, err := types.Instantiate(nil, of, args, true)
			if err == nil {
				return args
			}
			var bad *types.ArgumentError
			if !errors.As(err, &bad) {
				return nil
			}
			failed = bad.Index
		} else if failed--; failed < 0 {
			return nil
		}
		a.next[failed]++
		clear(a.next[failed+1:])
	}
	return nil
}

// choose gives the arguments that are to be tried now, or the first parameter
// that has none left.
func (a *typeArgs) choose() (args []types.Type, failed int) {
	a.args, a.open = make(map[*types.TypeParam]types.Type), make(map[*types.TypeParam]bool)
	for p := range a.params.TypeParams() {
		t := a.arg(p)
		if t == nil {
			return nil, p.Index()
		}
		args = append(args, t)
	}
	return args, -1
}

// arg chooses the argument of a parameter, after those it depends on.
func (a *typeArgs) arg(p *types.TypeParam) types.Type {
	if t := a.args[p]; t != nil || a.open[p] {
		return t
	}
	a.open[p] = true
	list := []types.Type{a.given[p]}
	if list[0] == nil {
		list = a.candidates(p)
	}
	if n := a.next[p.Index()]; n < len(list) {
		a.args[p] = list[n]
	}
	return a.args[p]
}

// candidates are types that may satisfy the constraint of a parameter: simple
// ones, those that no other parameter has first; those of its type set, alone if
// they are made of others; types of the package; an interface with the methods
// that it asks for.
func (a *typeArgs) candidates(p *types.TypeParam) []types.Type {
	constraint, ok := p.Constraint().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	terms, composed := a.terms(constraint)
	if composed {
		return terms
	}
	var list, again []types.Type
	for _, kind := range simple {
		if t := types.Typ[kind]; a.taken(t) {
			again = append(again, t)
		} else {
			list = append(list, t)
		}
	}
	list = slices.Concat(list, again, terms, a.declared())
	if t := a.methods(constraint); t != nil {
		list = append(list, t)
	}
	return list
}

// methods is an interface with the methods of a constraint, if it has some.
func (a *typeArgs) methods(constraint *types.Interface) types.Type {
	var methods []*types.Func
	for m := range constraint.Methods() {
		sig, ok := replaceIn(m.Signature(), a.arg)
		if !ok {
			return nil
		}
		methods = append(methods, types.NewFunc(m.Pos(), m.Pkg(), m.Name(), sig))
	}
	if methods == nil {
		return nil
	}
	return types.NewInterfaceType(methods, nil).Complete()
}

func (a *typeArgs) taken(t types.Type) bool {
	for _, other := range a.args {
		if types.Identical(t, other) {
			return true
		}
	}
	return false
}

// terms are the types that a constraint names; composed holds when one of them
// is no basic type.
func (a *typeArgs) terms(constraint *types.Interface) (list []types.Type, composed bool) {
	add := func(t types.Type) {
		if inner, ok := t.Underlying().(*types.Interface); ok {
			more, c := a.terms(inner)
			list, composed = append(list, more...), composed || c
			return
		}
		if _, basic := t.Underlying().(*types.Basic); !basic {
			composed = true
		}
		if t = replace(t, a.arg); t != nil {
			list = append(list, t)
		}
	}
	for t := range constraint.EmbeddedTypes() {
		if union, ok := types.Unalias(t).(*types.Union); ok {
			for term := range union.Terms() {
				add(term.Type())
			}
		} else {
			add(t)
		}
	}
	return list, composed
}

// declared are the types of the package that are not generic, and pointers to
// them.
func (a *typeArgs) declared() (list []types.Type) {
	scope := a.pkg.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		named, ok := obj.Type().(*types.Named)
		if ok && named.TypeParams().Len() == 0 && named.NumMethods() > 0 {
			list = append(list, named, types.NewPointer(named))
		}
	}
	return list
}

// replace puts arguments for the type parameters in a type. It gives nil when
// there is none for one of them, and for types that are spelled out where they
// are used (structs, interfaces) or declared in functions.
func replace(t types.Type, arg func(*types.TypeParam) types.Type) types.Type {
	with := func(elem types.Type, f func(types.Type) types.Type) types.Type {
		if elem = replace(elem, arg); elem == nil {
			return nil
		}
		return f(elem)
	}
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return t
	case *types.TypeParam:
		if arg == nil {
			return nil
		}
		return arg(t)
	case *types.Named:
		return replaceNamed(t, arg)
	case *types.Pointer:
		return with(t.Elem(), func(e types.Type) types.Type { return types.NewPointer(e) })
	case *types.Slice:
		return with(t.Elem(), func(e types.Type) types.Type { return types.NewSlice(e) })
	case *types.Array:
		return with(t.Elem(), func(e types.Type) types.Type { return types.NewArray(e, t.Len()) })
	case *types.Chan:
		return with(t.Elem(), func(e types.Type) types.Type { return types.NewChan(t.Dir(), e) })
	case *types.Map:
		return with(t.Key(), func(key types.Type) types.Type {
			return with(t.Elem(), func(e types.Type) types.Type { return types.NewMap(key, e) })
		})
	case *types.Signature:
		if sig, ok := replaceIn(t, arg); ok {
			return sig
		}
	case *types.Interface:
		if t.Empty() {
			return t
		}
	case *types.Struct:
		if t.NumFields() == 0 {
			return t
		}
	}
	return nil
}

func replaceNamed(t *types.Named, arg func(*types.TypeParam) types.Type) types.Type {
	if obj := t.Obj(); obj.Pkg() != nil && obj.Parent() != obj.Pkg().Scope() {
		return nil
	}
	if t.TypeArgs().Len() == 0 {
		return t
	}
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		if args[i] = replace(t.TypeArgs().At(i), arg); args[i] == nil {
			return nil
		}
	}
	instance, err := types.Instantiate(nil, t.Origin(), args, false)
	if err != nil {
		return nil
	}
	return instance
}

// replaceIn replaces in a signature without type parameters of its own.
func replaceIn(sig *types.Signature, arg func(*types.TypeParam) types.Type) (*types.Signature, bool) {
	if sig.TypeParams().Len() > 0 {
		return nil, false
	}
	tuple := func(list *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range list.Variables() {
			t := replace(v.Type(), arg)
			if t == nil {
				return nil
			}
			vars = append(vars, types.NewVar(v.Pos(), v.Pkg(), v.Name(), t))
		}
		return types.NewTuple(vars...)
	}
	params, results := tuple(sig.Params()), tuple(sig.Results())
	if params.Len() != sig.Params().Len() || results.Len() != sig.Results().Len() {
		return nil, false
	}
	return types.NewSignatureType(nil, nil, nil, params, results, sig.Variadic()), true
}
