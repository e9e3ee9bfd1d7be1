package lower

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// deferCall lowers a defer statement: operands are evaluated here, the call is
// emitted at the exits or registered with the runtime.
func (f *frame) deferCall(in *ssa.Defer) {
	ops := f.operands(&in.Call)
	if f.defers.direct[in] {
		f.kept[in] = ops
		if f.Options.Runnable {
			code, ctx := f.pack(in, &in.Call, ops, "defer")
			f.call(f.runtime("deferrecord", f.void, f.ptr, f.ptr), code, ctx)
		}
		return
	}
	code, ctx := f.pack(in, &in.Call, ops, "defer")
	if in.DeferStack != nil {
		f.call(f.runtime("deferprocat", f.void, f.ptr, f.ptr, f.ptr), code, ctx, f.value(in.DeferStack))
		return
	}
	f.call(f.runtime("deferproc", f.void, f.ptr, f.ptr), code, ctx)
}

// runDefers emits the deferred calls of an exit, last one first, each at the
// position of its defer statement.
func (f *frame) runDefers(exit ssa.Instruction) {
	plan, ok := f.defers.exits[exit]
	if !ok {
		return
	}
	here := f.line
	f.runDirect(plan.late)
	f.at(here)
	if plan.registered {
		f.call(f.runtime("deferreturn", f.void))
	}
	f.runDirect(plan.early)
	f.at(here)
}

func (f *frame) runDirect(list []*ssa.Defer) {
	for _, d := range list {
		f.at(d.Pos())
		if f.Options.Runnable {
			f.call(f.runtime("deferpop", f.void))
		}
		f.emitCall(&d.Call, f.kept[d])
	}
}

// panics lowers a panic: the deferred calls follow it, then the recover block if
// one of them may stop it.
func (f *frame) panics(in *ssa.Panic) {
	f.call(f.runtime("gopanic", f.void, f.iface), f.value(in.X))
	if neverHappens(in) {
		f.b.CreateUnreachable()
		return
	}
	f.runDefers(in)
	if f.defers.useRecover && !f.blocks[f.fn.Recover.Index].IsNil() {
		f.b.CreateBr(f.blocks[f.fn.Recover.Index])
		return
	}
	f.b.CreateUnreachable()
}

// neverHappens holds for the panic that go/ssa puts behind the cases of a select
// that blocks: one of them was chosen.
func neverHappens(in *ssa.Panic) bool {
	x, ok := in.X.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	text, ok := x.X.(*ssa.Const)
	return ok && text.Value != nil && text.Value.Kind() == constant.String && !in.Pos().IsValid() &&
		constant.StringVal(text.Value) == "blocking select matched no case"
}

// needsRecover holds for functions which in runnable code must be able to go on
// after a panic that one of their defers stops.
func (f *frame) needsRecover() bool { return f.Options.Runnable && f.fn.Recover != nil }

// enterRunnable ends the entry block. In runnable code a function with defers
// makes itself known to the runtime, which comes back here for a second time
// when a panic was stopped.
func (f *frame) enterRunnable() {
	body := f.blocks[0]
	if !f.needsRecover() {
		f.b.CreateBr(body)
		return
	}
	const recordSize = 512
	record := f.alloca(llvm.ArrayType(f.i64, recordSize/8), "frame")
	f.call(f.runtime("deferenter", f.void, f.ptr), record)
	setjmp := f.setjmp()
	again := f.call(setjmp, record)
	f.b.CreateCondBr(f.b.CreateICmp(llvm.IntEQ, again, llvm.ConstNull(f.i32), ""),
		body, f.blocks[f.fn.Recover.Index])
}

func (f *frame) leaveRunnable() {
	if f.needsRecover() {
		f.call(f.runtime("deferleave", f.void))
	}
}

func (f *frame) setjmp() prototype {
	if p, ok := f.protos["_setjmp"]; ok {
		return p
	}
	typ := llvm.FunctionType(f.i32, []llvm.Type{f.ptr}, false)
	fv := llvm.AddFunction(f.mod, "_setjmp", typ)
	fv.AddFunctionAttr(f.ctx.CreateEnumAttribute(llvm.AttributeKindID("returns_twice"), 0))
	p := prototype{fv, typ}
	f.protos["_setjmp"] = p
	return p
}
