package load

import (
	"cmp"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// witnesses are the instances through which the exported generic API of a
// package is looked at as callers in other packages see it: one for each
// exported generic type and function. The package's own instance is taken where
// it has one, and an invented one where it has none. They depend on the package
// and what it imports alone, so that they are part of its action.
type witnesses struct {
	pkg   *types.Package
	found map[types.Object][]types.Type // instances which the package itself has
	types map[*types.TypeName][]types.Type
	named []*types.Named // the witnesses of the types, by name
	funcs holder
}

// newWitnesses gives nil for a package without exported generic code.
func newWitnesses(p *Program, n *node) *witnesses {
	w := &witnesses{pkg: n.types, types: make(map[*types.TypeName][]types.Type)}
	names, funcs := w.exported()
	if len(names)+len(funcs) == 0 {
		return nil
	}
	w.findOwn(n.info, p.Fset)
	for _, obj := range names {
		named := obj.Type().(*types.Named)
		args, ok := w.found[obj]
		if !ok {
			args = w.invent(named, named.TypeParams(), nil)
		}
		if args == nil {
			continue
		}
		if t, err := types.Instantiate(nil, named, args, true); err == nil {
			w.types[obj] = args
			w.named = append(w.named, t.(*types.Named))
		}
	}
	for _, fn := range funcs {
		w.function(fn)
	}
	w.funcs.create(p.SSA, n.pkg.ID+" witness")
	return w
}

// exported lists the exported generic types and functions by name.
func (w *witnesses) exported() (names []*types.TypeName, funcs []*types.Func) {
	scope := w.pkg.Scope()
	for _, name := range scope.Names() {
		if !token.IsExported(name) {
			continue
		}
		switch obj := scope.Lookup(name).(type) {
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if ok && !obj.IsAlias() && named.TypeParams().Len() > 0 && named.NumMethods() > 0 {
				names = append(names, obj)
			}
		case *types.Func:
			if obj.Signature().TypeParams().Len() > 0 {
				funcs = append(funcs, obj)
			}
		}
	}
	return names, funcs
}

// findOwn finds the first instance of each type and function in the source.
func (w *witnesses) findOwn(info *types.Info, fset *token.FileSet) {
	w.found = make(map[types.Object][]types.Type)
	first := make(map[types.Object]token.Position)
	for id, instance := range info.Instances {
		obj := info.Uses[id]
		if obj == nil || obj.Pkg() != w.pkg {
			continue
		}
		at := fset.PositionFor(id.Pos(), false)
		if old, ok := first[obj]; ok &&
			cmp.Or(cmp.Compare(old.Filename, at.Filename), cmp.Compare(old.Offset, at.Offset)) < 0 {
			continue
		}
		if args := w.plain(instance.TypeArgs); args != nil {
			first[obj], w.found[obj] = at, args
		}
	}
}

// plain gives type arguments that have the same meaning all over the package.
func (w *witnesses) plain(list *types.TypeList) []types.Type {
	args := make([]types.Type, list.Len())
	for i := range args {
		if args[i] = replace(list.At(i), nil); args[i] == nil {
			return nil
		}
	}
	return args
}

// function gives the holder a variable which is an instance of the function.
func (w *witnesses) function(fn *types.Func) {
	sig := fn.Signature()
	var args []types.Type
	// What makes an object of a type makes it for the methods of its witness.
	if given := w.given(sig); len(given) > 0 {
		args = w.invent(sig, sig.TypeParams(), given)
	}
	if args == nil {
		args = w.found[fn]
	}
	if args == nil {
		args = w.invent(sig, sig.TypeParams(), nil)
	}
	if args == nil {
		return
	}
	t, err := types.Instantiate(nil, sig, args, true)
	if err != nil {
		return
	}
	w.funcs.add(fn, args, t)
}

// given are the type arguments that a function must have so that what it
// returns, or takes, is the witness of its type.
func (w *witnesses) given(sig *types.Signature) map[*types.TypeParam]types.Type {
	given := make(map[*types.TypeParam]types.Type)
	for _, list := range []*types.Tuple{sig.Results(), sig.Params()} {
		for i := range list.Len() {
			t := types.Unalias(list.At(i).Type())
			if p, ok := t.(*types.Pointer); ok {
				t = types.Unalias(p.Elem())
			}
			named, ok := t.(*types.Named)
			if !ok {
				continue
			}
			for j, arg := range w.types[named.Origin().Obj()] {
				param, ok := named.TypeArgs().At(j).(*types.TypeParam)
				if ok && given[param] == nil {
					given[param] = arg
				}
			}
		}
	}
	return given
}

// build builds the witnesses: the declared exported methods of each type, and
// the functions. They are in the order of their names.
func (w *witnesses) build(prog *ssa.Program) (all []*ssa.Function) {
	for _, named := range w.named {
		for _, recv := range []types.Type{named, types.NewPointer(named)} {
			for sel := range prog.MethodSets.MethodSet(recv).Methods() {
				if m := sel.Obj(); len(sel.Index()) == 1 && m.Exported() && declaredOn(m, recv) {
					all = append(all, prog.MethodValue(sel))
				}
			}
		}
	}
	return append(all, w.funcs.build()...)
}

// declaredOn tells methods of the receiver type from those of its element.
func declaredOn(m types.Object, recv types.Type) bool {
	_, star := recv.(*types.Pointer)
	_, declared := m.(*types.Func).Signature().Recv().Type().(*types.Pointer)
	return star == declared
}
