package load

import (
	"fmt"
	"go/types"
	"runtime/debug"
	"sort"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// BuildPackage builds the SSA bodies of one package, and of the instances and
// wrappers it uses. Packages can be built in any order and at the same time, so
// that each needs memory only from its build to its end.
func (p *Program) BuildPackage(pkg *Package) (err error) {
	if pkg.Opaque {
		return nil
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: internal error while building SSA: %v", pkg.ID, r)
			if debugPanics {
				err = fmt.Errorf("%w\n%s", err, debug.Stack())
			}
		}
	}()
	pkg.SSA.Build()
	if pkg.witness != nil {
		pkg.Witnesses = pkg.witness.build(p.SSA)
	}
	return nil
}

// debugPanics adds stacks to reports of internal errors.
const debugPanics = false

// ForEach calls f(0) … f(n-1), jobs at a time.
func ForEach(jobs, n int, f func(int)) {
	if jobs < 1 {
		jobs = 1
	}
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(jobs, n) {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// Functions lists the functions which a package declares, in source order: its
// initialiser, functions, methods, and closures inside them. Generic functions
// are left out; their instances are lowered where they are used.
func (p *Program) Functions(pkg *Package) []*ssa.Function {
	var tops []*ssa.Function
	for _, m := range pkg.SSA.Members {
		switch m := m.(type) {
		case *ssa.Function:
			tops = append(tops, m)
		case *ssa.Type:
			named, ok := m.Type().(*types.Named)
			if !ok {
				continue
			}
			for i := range named.NumMethods() {
				if fn := p.SSA.FuncValue(named.Method(i)); fn != nil {
					tops = append(tops, fn)
				}
			}
		}
	}
	order := func(fn *ssa.Function) (string, int) {
		pos := p.Fset.PositionFor(fn.Pos(), false)
		return pos.Filename, pos.Offset
	}
	sort.SliceStable(tops, func(i, j int) bool {
		fi, oi := order(tops[i])
		fj, oj := order(tops[j])
		if fi != fj {
			return fi < fj
		}
		if oi != oj {
			return oi < oj
		}
		return tops[i].Name() < tops[j].Name()
	})
	var all []*ssa.Function
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		all = append(all, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, fn := range tops {
		if !Generic(fn) {
			add(fn)
		}
	}
	return all
}

// Generic holds for functions that have type parameters still to be given.
func Generic(fn *ssa.Function) bool {
	return fn.TypeParams().Len() > 0 && len(fn.TypeArgs()) == 0
}
