package lower

import (
	"fmt"
	"go/token"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// frame is one function body being written.
type frame struct {
	*module
	fn     *ssa.Function // nil in thunks
	fv     llvm.Value
	b      llvm.Builder
	allocs llvm.Builder // writes to the entry block
	entry  llvm.BasicBlock

	values map[ssa.Value]llvm.Value
	tuples map[ssa.Value][]llvm.Value
	iters  map[ssa.Value]iterator
	blocks []llvm.BasicBlock
	ends   []llvm.BasicBlock // where a block's code ends, for phis
	phis   []pendingPhi
	defers *deferPlan

	scope  *scope
	line   token.Pos // position of the instruction being lowered
	wraps  map[ssa.Instruction]int
	thunks int                         // made so far
	kept   map[*ssa.Defer][]llvm.Value // operands of direct defers
}

type pendingPhi struct {
	ssa *ssa.Phi
	ll  llvm.Value
}

func (m *module) newFrame(fn *ssa.Function, fv llvm.Value) *frame {
	f := &frame{
		module: m, fn: fn, fv: fv,
		b: m.ctx.NewBuilder(), allocs: m.ctx.NewBuilder(),
		values: make(map[ssa.Value]llvm.Value),
		tuples: make(map[ssa.Value][]llvm.Value),
		iters:  make(map[ssa.Value]iterator),
		kept:   make(map[*ssa.Defer][]llvm.Value),
	}
	f.entry = m.ctx.AddBasicBlock(fv, "entry")
	f.allocs.SetInsertPointAtEnd(f.entry)
	return f
}

func (f *frame) dispose() {
	f.b.Dispose()
	f.allocs.Dispose()
}

// lowerBody writes the body of a function.
func (m *module) lowerBody(fn *ssa.Function, fv llvm.Value) {
	f := m.newFrame(fn, fv)
	defer f.dispose()
	fv.SetLinkage(m.linkage(fn))
	f.scope = m.debug.subprogram(fn, fv)
	m.addStack(fv, m.stack.fn(fn), 0)
	f.defers = m.planDefers(fn)
	f.numberWraps()
	f.at(token.NoPos)

	f.bindParams()
	f.makeBlocks()
	for _, b := range fn.DomPreorder() {
		if f.skipped(b) {
			continue
		}
		f.lowerBlock(b)
	}
	f.b.SetInsertPointAtEnd(f.entry)
	f.at(token.NoPos)
	f.enterRunnable()
	f.finishPhis()
}

// skipped holds for a recover block that nothing leads to.
func (f *frame) skipped(b *ssa.BasicBlock) bool {
	return b == f.fn.Recover && f.blocks[b.Index].IsNil()
}

func (f *frame) makeBlocks() {
	f.blocks = make([]llvm.BasicBlock, len(f.fn.Blocks))
	f.ends = make([]llvm.BasicBlock, len(f.fn.Blocks))
	for _, b := range f.fn.Blocks {
		if b == f.fn.Recover && !f.defers.useRecover && !f.needsRecover() {
			continue
		}
		name := b.Comment
		if name == "" || name == "entry" {
			name = "body"
		}
		f.blocks[b.Index] = f.ctx.AddBasicBlock(f.fv, name)
	}
}

func (f *frame) bindParams() {
	params := f.fv.Params()
	if len(f.fn.FreeVars) > 0 {
		ctx := params[0]
		ctx.SetName(".ctx")
		params = params[1:]
		f.bindFreeVars(ctx)
	}
	for i, p := range f.fn.Params {
		if i >= len(params) {
			panic("more parameters than the signature has")
		}
		if p.Name() != "" && p.Name() != "_" {
			params[i].SetName(p.Name())
		}
		f.values[p] = params[i]
	}
	f.debug.parameters(f, params)
}

func (f *frame) lowerBlock(b *ssa.BasicBlock) {
	f.b.SetInsertPointAtEnd(f.blocks[b.Index])
	positions := blockPositions(b)
	for i, instr := range b.Instrs {
		f.at(positions[i])
		f.instruction(instr)
	}
	f.ends[b.Index] = f.b.GetInsertBlock()
}

// blockPositions gives every instruction a position: its own, or that of the
// instruction before it in the block, or of the next one which has any, or of
// the nearest dominating block. A position never comes from a block that merely
// precedes it in memory.
func blockPositions(b *ssa.BasicBlock) []token.Pos {
	pos := make([]token.Pos, len(b.Instrs))
	last := token.NoPos
	for i, instr := range b.Instrs {
		if p := position(instr); p.IsValid() {
			last = p
		}
		pos[i] = last
	}
	if last.IsValid() {
		first := token.NoPos
		for i := len(pos) - 1; i >= 0; i-- {
			if pos[i].IsValid() {
				first = pos[i]
			} else {
				pos[i] = first
			}
		}
		return pos
	}
	for d := b.Idom(); d != nil; d = d.Idom() {
		for i := len(d.Instrs) - 1; i >= 0; i-- {
			if p := position(d.Instrs[i]); p.IsValid() {
				for j := range pos {
					pos[j] = p
				}
				return pos
			}
		}
	}
	return pos
}

// position is that of the instruction or, for a branch and a step of a loop, of
// what it works on.
func position(instr ssa.Instruction) token.Pos {
	if p := instr.Pos(); p.IsValid() {
		return p
	}
	switch in := instr.(type) {
	case *ssa.If:
		return in.Cond.Pos()
	case *ssa.Next:
		return in.Iter.Pos()
	}
	return token.NoPos
}

// at sets the position of what is emitted next.
func (f *frame) at(pos token.Pos) {
	f.line = pos
	if f.scope != nil {
		f.scope.set(f.b, pos)
	}
}

func (f *frame) finishPhis() {
	for _, p := range f.phis {
		preds := p.ssa.Block().Preds
		vals := make([]llvm.Value, 0, len(preds))
		blocks := make([]llvm.BasicBlock, 0, len(preds))
		for i, pred := range preds {
			end := f.ends[pred.Index]
			v := f.valueAt(p.ssa.Edges[i], end, p.ll.Type())
			vals = append(vals, v)
			blocks = append(blocks, end)
		}
		p.ll.AddIncoming(vals, blocks)
	}
}

// valueAt gives a phi's operand; conversions between struct types of equal
// layout are emitted at the end of the block it comes from.
func (f *frame) valueAt(v ssa.Value, end llvm.BasicBlock, want llvm.Type) llvm.Value {
	last := end.LastInstruction()
	if !last.IsNil() {
		f.b.SetInsertPointBefore(last)
	}
	return f.coerce(f.value(v), want)
}

// value gives the LLVM value of an SSA value.
func (f *frame) value(v ssa.Value) llvm.Value {
	switch v := v.(type) {
	case *ssa.Const:
		return f.constant(v)
	case *ssa.Function:
		return f.funcValue(v)
	case *ssa.Global:
		return f.global(v)
	case *ssa.Builtin:
		panic("builtin " + v.Name() + " used as a value")
	}
	if lv, ok := f.values[v]; ok {
		return lv
	}
	panic(fmt.Sprintf("no value for %s = %s", v.Name(), v))
}

func (f *frame) set(v ssa.Value, lv llvm.Value) { f.values[v] = lv }

// alloca reserves a slot in the entry block.
func (f *frame) alloca(t llvm.Type, name string) llvm.Value {
	if f.scope != nil {
		f.scope.set(f.allocs, token.NoPos)
	}
	return f.allocs.CreateAlloca(t, name)
}

// spill stores a value into a slot of its own and gives the address.
func (f *frame) spill(v llvm.Value, name string) llvm.Value {
	slot := f.alloca(v.Type(), name)
	f.b.CreateStore(v, slot)
	return slot
}

// coerce converts between types of equal layout which LLVM tells apart by name.
func (f *frame) coerce(v llvm.Value, want llvm.Type) llvm.Value {
	if v.Type() == want || want == f.void {
		return v
	}
	if v.IsConstant() && v.IsNull() {
		return llvm.ConstNull(want)
	}
	return f.b.CreateLoad(want, f.spill(v, ""), "")
}

// call emits a call of a runtime function.
func (f *frame) call(p prototype, args ...llvm.Value) llvm.Value {
	return f.b.CreateCall(p.typ, p.fn, args, "")
}

// field addresses a field of a struct, and remembers that the struct is used.
func (f *frame) field(st llvm.Type, p llvm.Value, i int) llvm.Value {
	if info, ok := f.structs[st.StructName()]; ok {
		info.used = true
	}
	return f.b.CreateStructGEP(st, p, i, "")
}

func (f *frame) int(n int64) llvm.Value { return llvm.ConstInt(f.i64, uint64(n), true) }

func (f *frame) null() llvm.Value { return llvm.ConstPointerNull(f.ptr) }

// aggregate builds a struct value from its fields.
func (f *frame) aggregate(t llvm.Type, fields ...llvm.Value) llvm.Value {
	v := llvm.Undef(t)
	for i, x := range fields {
		v = f.b.CreateInsertValue(v, x, i, "")
	}
	return v
}

func (f *frame) extract(v llvm.Value, i int) llvm.Value {
	return f.b.CreateExtractValue(v, i, "")
}
