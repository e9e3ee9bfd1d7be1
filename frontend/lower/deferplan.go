package lower

import (
	"golang.org/x/tools/go/ssa"
)

// deferPlan says how each defer of a function is run. A defer that is not in a
// loop and, at every exit, has either surely or surely not been executed is
// direct: its call stands in the code of the exits. The others are registered
// with the runtime.
//
// Deferred calls run in reverse order. A direct defer between registered ones
// cannot keep its place, so it is registered too; the remaining direct ones come
// before all registered ones (early) or after all (late).
type deferPlan struct {
	direct map[*ssa.Defer]bool
	exits  map[ssa.Instruction]exitPlan
	// useRecover holds if a panic of the function itself may be recovered by
	// one of its defers, so that the recover block follows.
	useRecover bool
	recovers   bool
	// atReturn holds if the returns run the registered calls: go/ssa drops the
	// instruction for it where only loops over functions defer.
	atReturn bool
}

// exitPlan is what an exit runs: late calls, the registered ones, early calls.
type exitPlan struct {
	late       []*ssa.Defer
	registered bool
	early      []*ssa.Defer
}

// deferSite is a defer or exit with its place.
type deferSite struct {
	instr ssa.Instruction
	block *ssa.BasicBlock
	index int
}

type deferPlanner struct {
	defers []deferSite
	exits  []deferSite
	runs   bool // there is an instruction that runs the defers
	stack  bool // loops over functions in here defer onto this function's stack
	reach  map[*ssa.BasicBlock][]bool
}

func (m *module) planDefers(fn *ssa.Function) *deferPlan {
	p := &deferPlanner{reach: make(map[*ssa.BasicBlock][]bool)}
	plan := &deferPlan{direct: make(map[*ssa.Defer]bool), exits: make(map[ssa.Instruction]exitPlan)}
	p.scan(fn)
	if len(p.defers) == 0 && !p.stack {
		return plan
	}
	plan.recovers = p.stack
	plan.atReturn = p.stack && !p.runs
	direct := make([]bool, len(p.defers))
	for i, d := range p.defers {
		in := d.instr.(*ssa.Defer)
		direct[i] = !p.stack && in.DeferStack == nil && p.certain(d)
		plan.recovers = plan.recovers || m.mayRecover(&in.Call)
	}
	for p.demote(direct) {
	}
	for i, d := range p.defers {
		plan.direct[d.instr.(*ssa.Defer)] = direct[i]
	}
	for _, e := range p.exits {
		plan.exits[e.instr] = p.exit(e, direct)
		if _, ok := e.instr.(*ssa.Panic); ok && plan.recovers && fn.Recover != nil {
			plan.useRecover = true
		}
	}
	return plan
}

func (p *deferPlanner) scan(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for i, in := range b.Instrs {
			site := deferSite{in, b, i}
			switch in := in.(type) {
			case *ssa.Defer:
				p.defers = append(p.defers, site)
			case *ssa.RunDefers, *ssa.Panic:
				if panics, ok := in.(*ssa.Panic); ok && neverHappens(panics) {
					continue
				}
				p.exits = append(p.exits, site)
				_, runs := in.(*ssa.RunDefers)
				p.runs = p.runs || runs
			case *ssa.Call:
				if b, ok := in.Call.Value.(*ssa.Builtin); ok && b.Name() == "ssa:deferstack" {
					p.stack = true
				}
			}
		}
	}
}

// reaches holds if control can go from a to b.
func (p *deferPlanner) reaches(a, b deferSite) bool {
	if a.block == b.block && a.index < b.index {
		return true
	}
	seen, ok := p.reach[a.block]
	if !ok {
		seen = make([]bool, len(a.block.Parent().Blocks))
		var visit func(b *ssa.BasicBlock)
		visit = func(b *ssa.BasicBlock) {
			for _, s := range b.Succs {
				if !seen[s.Index] {
					seen[s.Index] = true
					visit(s)
				}
			}
		}
		visit(a.block)
		p.reach[a.block] = seen
	}
	return seen[b.block.Index]
}

func dominates(a, b deferSite) bool {
	if a.block == b.block {
		return a.index < b.index
	}
	return a.block.Dominates(b.block)
}

func (p *deferPlanner) certain(d deferSite) bool {
	if p.reaches(deferSite{nil, d.block, len(d.block.Instrs)}, d) {
		return false // in a loop
	}
	for _, e := range p.exits {
		if p.reaches(d, e) && !dominates(d, e) {
			return false
		}
	}
	return true
}

// demote registers one direct defer that lies between registered ones.
func (p *deferPlanner) demote(direct []bool) bool {
	for i, d := range p.defers {
		if direct[i] && p.anyRegistered(direct, func(r deferSite) bool { return p.reaches(r, d) }) &&
			p.anyRegistered(direct, func(r deferSite) bool { return p.reaches(d, r) }) {
			direct[i] = false
			return true
		}
	}
	return false
}

func (p *deferPlanner) anyRegistered(direct []bool, is func(deferSite) bool) bool {
	for i, d := range p.defers {
		if !direct[i] && is(d) {
			return true
		}
	}
	return false
}

func (p *deferPlanner) exit(e deferSite, direct []bool) exitPlan {
	var x exitPlan
	x.registered = p.stack
	var order []deferSite
	for i, d := range p.defers {
		switch {
		case !direct[i]:
			x.registered = x.registered || p.reaches(d, e)
		case dominates(d, e):
			order = append(order, d)
		}
	}
	// Those that dominate one exit dominate each other: last one first.
	for i := range order {
		for j := i + 1; j < len(order); j++ {
			if dominates(order[i], order[j]) {
				order[i], order[j] = order[j], order[i]
			}
		}
	}
	for _, d := range order {
		in := d.instr.(*ssa.Defer)
		if p.anyRegistered(direct, func(r deferSite) bool { return p.reaches(r, d) }) {
			x.late = append(x.late, in)
		} else {
			x.early = append(x.early, in)
		}
	}
	return x
}

// callsRecover holds for functions in which recover() stands: only they can stop
// a panic, when they are deferred themselves.
func callsRecover(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			if c, ok := in.(*ssa.Call); ok {
				if b, ok := c.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
					return true
				}
			}
		}
	}
	return false
}

// mayRecover holds if a deferred call may stop a panic. Functions that are not
// known may, also those of other packages: a module depends on its own bodies
// only.
func (m *module) mayRecover(c *ssa.CallCommon) bool {
	fn := c.StaticCallee()
	switch {
	case fn == nil:
		b, ok := c.Value.(*ssa.Builtin)
		return !ok || b.Name() == "recover"
	case shared(fn) || packageOf(fn) == m.pkg.Types:
		return callsRecover(fn)
	}
	return !m.isOpaque(fn)
}
