package load

import (
	"fmt"
	"go/types"
	"runtime/debug"
	"sort"
	"sync"

	"golang.org/x/tools/go/ssa"
)

// Build builds the SSA bodies of all packages which are lowered, jobs at a
// time. A package whose build panics is reported and left out.
func (p *Program) Build(jobs int) {
	failed := make([]string, len(p.Packages))
	ForEach(jobs, len(p.Packages), func(i int) {
		if p.Packages[i].Opaque {
			return
		}
		defer func() {
			if r := recover(); r != nil {
				failed[i] = fmt.Sprintf("%s: internal error while building SSA: %v", p.Packages[i].ID, r)
				if debugPanics {
					failed[i] += "\n" + string(debug.Stack())
				}
			}
		}()
		p.Packages[i].SSA.Build()
	})
	kept := p.Packages[:0]
	for i, pkg := range p.Packages {
		if failed[i] != "" {
			p.Errors = append(p.Errors, failed[i])
			continue
		}
		kept = append(kept, pkg)
	}
	p.Packages = kept
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
