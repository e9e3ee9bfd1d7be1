package load

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// holder is a package beside the program's, with a variable for each instance
// of a generic function that somebody wants: go/ssa makes such an instance only
// where code names it.
type holder struct {
	decls []ast.Spec
	info  types.Info
	ssa   *ssa.Package
}

// add declares a variable with the value fn[args], which has the given type.
func (h *holder) add(fn *types.Func, args []types.Type, t types.Type) {
	if h.info.Defs == nil {
		h.info = types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
			Uses: make(map[*ast.Ident]types.Object), Instances: make(map[*ast.Ident]types.Instance),
		}
	}
	name := ast.NewIdent(fmt.Sprintf("v%d", len(h.decls)))
	v := types.NewVar(token.NoPos, nil, name.Name, t)
	value := ast.NewIdent(fn.Name())
	h.info.Defs[name], h.info.Uses[value] = v, fn
	h.info.Types[value] = types.TypeAndValue{Type: t}
	h.info.Instances[value] = types.Instance{TypeArgs: typeList(args), Type: t}
	h.info.InitOrder = append(h.info.InitOrder, &types.Initializer{Lhs: []*types.Var{v}, Rhs: value})
	h.decls = append(h.decls, &ast.ValueSpec{Names: []*ast.Ident{name}, Values: []ast.Expr{value}})
}

// typeList gives the only list that go/types hands out: that of an instance.
func typeList(args []types.Type) *types.TypeList {
	params := make([]*types.TypeParam, len(args))
	for i := range params {
		obj := types.NewTypeName(token.NoPos, nil, "P", nil)
		params[i] = types.NewTypeParam(obj, types.Universe.Lookup("any").Type())
	}
	list := types.NewNamed(types.NewTypeName(token.NoPos, nil, "list", nil), types.NewStruct(nil, nil), nil)
	list.SetTypeParams(params)
	t, err := types.Instantiate(nil, list, args, false)
	if err != nil {
		panic(err)
	}
	return t.(*types.Named).TypeArgs()
}

// create makes the package.
func (h *holder) create(prog *ssa.Program, path string) {
	if len(h.decls) == 0 {
		return
	}
	file := &ast.File{
		Name:  ast.NewIdent("witness"),
		Decls: []ast.Decl{&ast.GenDecl{Tok: token.VAR, Specs: h.decls}},
	}
	h.ssa = prog.CreatePackage(types.NewPackage(path, "witness"), []*ast.File{file}, &h.info, false)
}

// build builds the instances, and gives them in the order of the variables.
func (h *holder) build() (all []*ssa.Function) {
	if h.ssa == nil {
		return nil
	}
	h.ssa.Build()
	for _, b := range h.ssa.Func("init").Blocks {
		for _, in := range b.Instrs {
			if store, ok := in.(*ssa.Store); ok {
				if fn, ok := store.Val.(*ssa.Function); ok {
					all = append(all, fn)
				}
			}
		}
	}
	return all
}
