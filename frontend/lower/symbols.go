package lower

import (
	"fmt"
	"go/token"
	"go/types"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"

	"mapgraph/frontend/load"
)

// Symbols gives functions the symbols that they have in the modules.
func Symbols(prog *load.Program) func(*ssa.Function) string {
	return newNamer(prog, false).fn
}

// fn spells a function with gc's symbol: pkg.F, pkg.(*T).M, pkg.F.func1,
// pkg.F[int], pkg.T.M-bound, pkg.init.0.
func (n *namer) fn(fn *ssa.Function) string {
	if s, ok := n.funcs[fn]; ok {
		return s
	}
	base, suffix := n.parts(fn)
	s := base + suffix
	n.funcs[fn] = s
	return s
}

// local spells a function without its package, as people say it.
func (n *namer) local(fn *ssa.Function) string {
	base, _ := n.parts(fn)
	if p := packageOf(fn); p != nil {
		prefix, _ := n.pkg(p)
		base = strings.TrimPrefix(base, prefix)
	}
	return base
}

// parts is the symbol without and the mark of the test variant.
func (n *namer) parts(fn *ssa.Function) (base, suffix string) {
	if fn.Parent() != nil {
		top := fn
		for top.Parent() != nil {
			top = top.Parent()
		}
		if n.anons[fn] == "" {
			n.nameClosures(top)
		}
		base, suffix = n.parts(top)
		return base + n.anons[fn], suffix
	}
	prefix, suffix := n.pkg(packageOf(fn))
	name := fn.Name()
	switch {
	case strings.HasSuffix(name, "$bound") && len(fn.FreeVars) == 1:
		mark := "-bound"
		if n.stacks {
			mark = "-fm"
		}
		base, suffix = n.methodOf(fn.FreeVars[0].Type(), fn)
		return base + mark, suffix
	case strings.HasSuffix(name, "$thunk"):
		base, suffix = n.methodOf(fn.Signature.Params().At(0).Type(), fn)
		return base + "-thunk", suffix
	case fn.Signature.Recv() != nil:
		return n.methodOf(fn.Signature.Recv().Type(), fn)
	case strings.HasPrefix(name, "init#"):
		var number int
		fmt.Sscanf(name, "init#%d", &number)
		return fmt.Sprintf("%sinit.%d", prefix, number-1), suffix
	}
	if obj := fn.Object(); obj != nil {
		name = obj.Name()
		if target, ok := n.linkName(obj); ok && len(fn.TypeArgs()) == 0 {
			return target, ""
		}
	}
	return prefix + name + n.typeArgs(fn.TypeArgs()), suffix
}

// linkName is the symbol that a //go:linkname directive gives to a function or
// variable.
func (n *namer) linkName(obj types.Object) (string, bool) {
	if n.stacks || obj.Pkg() == nil {
		return "", false
	}
	lp := n.prog.PackageOf(obj.Pkg())
	if lp == nil {
		return "", false
	}
	target, ok := lp.LinkNames[obj.Name()]
	return target, ok
}

func (n *namer) typeArgs(args []types.Type) string {
	if len(args) == 0 {
		return ""
	}
	if n.stacks {
		return "[...]"
	}
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = n.typ(a)
	}
	return "[" + strings.Join(list, ",") + "]"
}

// methodOf spells a method of a receiver type: pkg.(*T).M or pkg.T.M. An
// unexported method which another package's type inherits keeps its package.
func (n *namer) methodOf(recv types.Type, fn *ssa.Function) (base, suffix string) {
	recv = types.Unalias(recv)
	name := fn.Name()
	var pkg *types.Package
	if obj, ok := fn.Object().(*types.Func); ok {
		name, pkg = obj.Name(), obj.Pkg()
		if obj.Signature().TypeParams().Len() > 0 || obj.Origin().Signature().TypeParams().Len() > 0 {
			args := fn.TypeArgs()
			own := obj.Origin().Signature().TypeParams().Len()
			name += n.typeArgs(args[max(0, len(args)-own):])
		}
	}
	elem, star := recv, false
	if p, ok := recv.(*types.Pointer); ok {
		elem, star = types.Unalias(p.Elem()), true
	}
	var prefix, spelled string
	if named, ok := elem.(*types.Named); ok {
		prefix, suffix = n.pkg(named.Obj().Pkg())
		spelled = n.typeName(named)
		if named.Obj().Pkg() != pkg && pkg != nil && !token.IsExported(name) {
			p, s := n.pkg(pkg)
			name = p + name + s
		}
	} else {
		spelled = n.typ(elem)
	}
	if star {
		spelled = "(*" + spelled + ")"
	}
	return prefix + spelled + "." + name, suffix
}

// packageOf is the package that declares a function, also for instances,
// closures and wrappers; nil for methods of unnamed types.
func packageOf(fn *ssa.Function) *types.Package {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if fn.Pkg != nil {
		return fn.Pkg.Pkg
	}
	if obj := fn.Object(); obj != nil {
		return obj.Pkg()
	}
	return nil
}

const rangeBody = "range-over-func yield"

// nameClosures numbers the closures inside a declared function as gc does: the
// first level is F.func1, deeper ones F.func1.1; bodies of loops over functions
// are F-range1 and the closures inside them count with F's.
func (n *namer) nameClosures(top *ssa.Function) {
	var number func(owner *ssa.Function, name string, deep bool)
	number = func(owner *ssa.Function, name string, deep bool) {
		var inside []*ssa.Function
		var gather func(fn *ssa.Function)
		gather = func(fn *ssa.Function) {
			for _, anon := range fn.AnonFuncs {
				inside = append(inside, anon)
				if anon.Synthetic == rangeBody {
					gather(anon)
				}
			}
		}
		gather(owner)
		sort.SliceStable(inside, func(i, j int) bool {
			a := n.prog.Fset.PositionFor(inside[i].Pos(), false)
			b := n.prog.Fset.PositionFor(inside[j].Pos(), false)
			if a.Filename != b.Filename {
				return a.Filename < b.Filename
			}
			return a.Offset < b.Offset
		})
		closures, ranges := 0, 0
		for _, anon := range inside {
			if anon.Synthetic == rangeBody {
				ranges++
				n.anons[anon] = fmt.Sprintf("%s-range%d", name, ranges)
				continue
			}
			closures++
			if deep {
				n.anons[anon] = fmt.Sprintf("%s.%d", name, closures)
			} else {
				n.anons[anon] = fmt.Sprintf("%s.func%d", name, closures)
			}
			number(anon, n.anons[anon], true)
		}
	}
	number(top, "", false)
}
