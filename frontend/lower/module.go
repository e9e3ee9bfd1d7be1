// Package lower translates go/ssa to LLVM IR made for analysis: one module per
// package, in which every operation on maps, channels, locks and goroutines is
// a call of a marker function with its real operands.
//
// The IR has Go's meaning for programs that do not fail: bounds and nil checks
// are left out. It is executed only by tests and instrumented runs
// (Options.Runnable), which need to know at run time what analysis reads from
// the code.
package lower

import (
	"fmt"
	"go/ast"
	"go/types"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"

	"mapgraph/frontend/load"
)

// Options change what is emitted.
type Options struct {
	// Runnable adds what only execution needs: registration of defers for
	// panics that come from callees, ends of method tables, field tables of
	// structs.
	Runnable bool
	// Report receives diagnostics of functions that could not be lowered.
	Report func(string)
}

// Shared is what all modules of a program know.
type Shared struct {
	Prog    *load.Program
	Options Options
}

// module is one package being lowered.
type module struct {
	*Shared
	basicTypes
	pkg   *load.Package
	funcs []*ssa.Function // that the package declares
	own   []*ssa.Function // these and its witnesses
	ctx   llvm.Context
	mod   llvm.Module
	names *namer // symbols
	stack *namer // as the runtime prints

	llTypes map[types.Type]llvm.Type
	structs map[string]*structInfo
	protos  map[string]prototype
	globals map[string]llvm.Value
	strings map[string]llvm.Value
	descs   map[string]*descriptor
	order   []*descriptor

	declared map[*ssa.Function]llvm.Value
	queue    []*ssa.Function // instances and wrappers still to lower
	queued   map[*ssa.Function]bool
	witness  map[*ssa.Function]bool

	debug    *debugInfo
	stacks   []llvm.Metadata
	used     Used
	failed   bool
	nestAttr llvm.Attribute
}

type prototype struct {
	fn  llvm.Value
	typ llvm.Type
}

// Used is what a module took from other packages beside their types.
type Used struct {
	Bodies map[*types.Package]bool // bodies that were instantiated
	Files  map[string]bool         // files with positions in the module
}

// Lowered is the module of a package. The caller owns it and its context.
type Lowered struct {
	Context llvm.Context
	Module  llvm.Module
	Used    Used
	// Failed holds when functions could not be lowered.
	Failed bool
}

// Dispose frees the module.
func (l Lowered) Dispose() {
	l.Module.Dispose()
	l.Context.Dispose()
}

// Lower translates one package, once: the bodies of its functions are dropped on
// the way.
func (s *Shared) Lower(pkg *load.Package) Lowered {
	ctx := llvm.NewContext()
	m := &module{
		Shared: s, basicTypes: newBasicTypes(ctx), pkg: pkg, ctx: ctx,
		mod:      ctx.NewModule(pkg.ID),
		names:    newNamer(s.Prog, false),
		stack:    newNamer(s.Prog, true),
		llTypes:  make(map[types.Type]llvm.Type),
		structs:  make(map[string]*structInfo),
		protos:   make(map[string]prototype),
		globals:  make(map[string]llvm.Value),
		strings:  make(map[string]llvm.Value),
		descs:    make(map[string]*descriptor),
		declared: make(map[*ssa.Function]llvm.Value),
		queued:   make(map[*ssa.Function]bool),
		witness:  make(map[*ssa.Function]bool),
		used:     Used{make(map[*types.Package]bool), make(map[string]bool)},
	}
	m.mod.SetTarget("x86_64-unknown-linux-gnu")
	m.mod.SetDataLayout("e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128")
	m.nestAttr = ctx.CreateEnumAttribute(llvm.AttributeKindID("nest"), 0)
	m.debug = newDebugInfo(m)

	m.defineGlobals()
	if !pkg.Opaque {
		m.funcs = s.Prog.Functions(pkg)
	}
	m.own = slices.Concat(m.funcs, pkg.Witnesses)
	for _, fn := range pkg.Witnesses {
		m.witness[fn] = true
	}
	for _, fn := range m.own {
		m.lower(fn)
	}
	// Descriptors need wrappers, and wrappers need descriptors.
	for len(m.queue) > 0 || m.pendingDescriptors() {
		for len(m.queue) > 0 {
			fn := m.queue[0]
			m.queue = m.queue[1:]
			m.lower(fn)
		}
		m.fillDescriptors()
	}
	m.emitMetadata()
	m.debug.finish()
	m.release()
	return Lowered{ctx, m.mod, m.used, m.failed}
}

// release drops the bodies of a package's own functions, which no other package
// looks at, with everything that leads to them: parameters know the instructions
// that use them, and functions their syntax. Instances and wrappers stay, other
// packages lower them too.
func (m *module) release() {
	for _, fn := range m.funcs {
		fn.Blocks, fn.Locals, fn.Recover = nil, nil, nil
		fn.Params, fn.FreeVars, fn.AnonFuncs = nil, nil, nil
		if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
			decl.Body = nil
		}
	}
}

// lower translates one function. A failure costs this function its body only.
func (m *module) lower(fn *ssa.Function) {
	if m.isOpaque(fn) || fn.Blocks == nil {
		m.function(fn)
		return
	}
	fv := m.function(fn)
	if !fv.IsDeclaration() {
		return
	}
	m.noteBody(fn)
	defer func() {
		if r := recover(); r != nil {
			m.failed = true
			eraseBody(fv)
			fv.SetLinkage(llvm.ExternalLinkage)
			if m.Options.Report != nil {
				pos := m.Prog.Fset.Position(fn.Pos())
				m.Options.Report(fmt.Sprintf("%s: internal error: %s is not lowered: %v", pos, fn, r))
				if debugPanics {
					m.Options.Report(string(debug.Stack()))
				}
			}
		}
	}()
	m.lowerBody(fn, fv)
}

// noteBody notes the package whose body an instance is made of.
func (m *module) noteBody(fn *ssa.Function) {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if origin := fn.Origin(); origin != nil {
		if p := packageOf(origin); p != nil {
			m.used.Bodies[p] = true
		}
	}
}

// debugPanics adds stacks to reports of internal errors.
const debugPanics = false

// isOpaque holds for functions of packages whose bodies are modelled. Wrappers,
// bound methods and thunks around their methods are ordinary code: an embedded
// mutex is locked through one.
func (m *module) isOpaque(fn *ssa.Function) bool {
	for _, kind := range []string{"wrapper for", "bound method", "thunk for"} {
		if strings.HasPrefix(fn.Synthetic, kind) {
			return false
		}
	}
	p := packageOf(fn)
	return p != nil && load.Opaque(p.Path())
}

// shared holds for functions that belong to no package alone: instances,
// wrappers, bound methods, and closures inside them.
func shared(fn *ssa.Function) bool {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn.Pkg == nil
}

// function declares a function and, when it belongs to no package alone, sees
// to its body.
func (m *module) function(fn *ssa.Function) llvm.Value {
	if fv, ok := m.declared[fn]; ok {
		return fv
	}
	name := m.names.fn(fn)
	typ := m.functionType(fn)
	fv := m.mod.NamedFunction(name)
	if fv.IsNil() {
		fv = llvm.AddFunction(m.mod, name, typ)
		if len(fn.FreeVars) > 0 {
			fv.AddAttributeAtIndex(1, m.nestAttr)
		}
	}
	m.declared[fn] = fv
	if shared(fn) && !m.isOpaque(fn) && fn.Blocks != nil && !m.queued[fn] {
		m.queued[fn] = true
		m.queue = append(m.queue, fn)
	}
	return fv
}

func (m *module) functionType(fn *ssa.Function) llvm.Type {
	return m.signature(fn.Signature, len(fn.FreeVars) > 0, false)
}

// linkage of a defined function. A witness belongs to its package: other modules
// may have it as one instance of many, and do not know that it is exported.
func (m *module) linkage(fn *ssa.Function) llvm.Linkage {
	if m.witness[fn] {
		return llvm.ExternalLinkage
	}
	if shared(fn) {
		return llvm.LinkOnceODRLinkage
	}
	if obj := fn.Object(); obj != nil && fn.Parent() == nil {
		if _, ok := m.names.linkName(obj); ok {
			return llvm.WeakAnyLinkage
		}
	}
	return llvm.ExternalLinkage
}

// runtime declares a marker or helper function of the runtime.
func (m *module) runtime(name string, ret llvm.Type, params ...llvm.Type) prototype {
	if p, ok := m.protos[name]; ok {
		return p
	}
	typ := llvm.FunctionType(ret, params, false)
	fv := m.mod.NamedFunction("runtime." + name)
	if fv.IsNil() {
		fv = llvm.AddFunction(m.mod, "runtime."+name, typ)
	}
	p := prototype{fv, typ}
	m.protos[name] = p
	return p
}

// eraseBody turns a half-built function back into a declaration.
func eraseBody(fv llvm.Value) {
	if fv.IsDeclaration() {
		return
	}
	blocks := fv.BasicBlocks()
	for _, bb := range blocks {
		for in := bb.FirstInstruction(); !in.IsNil(); in = llvm.NextInstruction(in) {
			if in.Type().TypeKind() != llvm.VoidTypeKind {
				in.ReplaceAllUsesWith(llvm.Undef(in.Type()))
			}
		}
	}
	for _, bb := range blocks {
		for in := bb.LastInstruction(); !in.IsNil(); in = bb.LastInstruction() {
			in.EraseFromParentAsInstruction()
		}
	}
	for _, bb := range blocks {
		bb.EraseFromParent()
	}
	fv.SetSubprogram(llvm.Metadata{})
}
