package load

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/packages"
)

// checked is a type-checked package. Syntax and info are there when functions
// can be built: those of a package to lower, and of one with generic functions.
type checked struct {
	types  *types.Package
	syntax []*ast.File
	info   *types.Info
}

// check parses and type-checks a package whose imports are type-checked. With
// bodies, errors go to pkg.Errors; without, the package is known to have none
// and only its declarations are looked at, unless it has generic functions.
func check(fset *token.FileSet, pkg *packages.Package, tpkg *types.Package,
	importer types.Importer, bodies bool, files *sources) checked {
	c := checked{types: tpkg}
	for _, name := range pkg.CompiledGoFiles {
		file, err := parse(fset, name, files)
		if err != nil {
			addError(pkg, err)
		}
		if file != nil {
			c.syntax = append(c.syntax, file)
		}
	}
	bodies = bodies || hasGenerics(c.syntax)
	if bodies {
		c.info = &types.Info{
			Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object),
			Uses: make(map[*ast.Ident]types.Object), Implicits: make(map[ast.Node]types.Object),
			Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
			Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
		}
	}
	conf := &types.Config{
		Importer: importer, IgnoreFuncBodies: !bodies, Sizes: pkg.TypesSizes,
		Error: func(err error) {
			if bodies {
				addError(pkg, err)
			}
		},
	}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		conf.GoVersion = "go" + pkg.Module.GoVersion
	}
	err := types.NewChecker(conf, fset, tpkg, c.info).Files(c.syntax)
	if bodies && err != nil && len(pkg.Errors) == 0 {
		addError(pkg, err)
	}
	if !bodies {
		c.syntax = nil
	}
	return c
}

func parse(fset *token.FileSet, name string, files *sources) (*ast.File, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	files.compare(name, src)
	return parseFile(fset, name, src)
}

// hasGenerics holds when other packages can instantiate functions of these files.
func hasGenerics(files []*ast.File) bool {
	for _, file := range files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && genericDecl(fn) {
				return true
			}
		}
	}
	return false
}

func genericDecl(fn *ast.FuncDecl) bool {
	if fn.Type.TypeParams != nil {
		return true
	}
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return false
	}
	recv := ast.Unparen(fn.Recv.List[0].Type)
	if star, ok := recv.(*ast.StarExpr); ok {
		recv = ast.Unparen(star.X)
	}
	switch recv.(type) {
	case *ast.IndexExpr, *ast.IndexListExpr:
		return true
	}
	return false
}

// addError turns what the parser and the type checker say into errors of the
// package, as go/packages does.
func addError(pkg *packages.Package, err error) {
	switch err := err.(type) {
	case *os.PathError:
		pkg.Errors = append(pkg.Errors, packages.Error{
			Pos: err.Path + ":1", Msg: err.Err.Error(), Kind: packages.ParseError})
	case scanner.ErrorList:
		for _, e := range err {
			pkg.Errors = append(pkg.Errors, packages.Error{
				Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError})
		}
	case types.Error:
		pkg.Errors = append(pkg.Errors, packages.Error{
			Pos: err.Fset.Position(err.Pos).String(), Msg: err.Msg, Kind: packages.TypeError})
	default:
		pkg.Errors = append(pkg.Errors, packages.Error{
			Pos: "-", Msg: err.Error(), Kind: packages.UnknownError})
	}
}

// importerFunc gives the type-checked packages that one package imports.
type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }
