package lower

import (
	"go/token"
	"go/types"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/tools/go/ssa"
	"tinygo.org/x/go-llvm"
)

// debugInfo writes names and positions for people: functions, parameters and
// variables, package variables, structs with their fields.
type debugInfo struct {
	m     *module
	b     *llvm.DIBuilder
	cu    llvm.Metadata
	files map[string]llvm.Metadata
	types map[string]llvm.Metadata
	proc  llvm.Metadata // the type of every subprogram
	empty llvm.Metadata // expression
	deref llvm.Metadata
	last  *token.File
}

const (
	dwarfGo        = 0x16
	flagArtificial = 1 << 6
	opDeref        = 0x06
	kindDbg        = 0
)

func newDebugInfo(m *module) *debugInfo {
	d := &debugInfo{
		m: m, b: llvm.NewDIBuilder(m.mod),
		files: make(map[string]llvm.Metadata), types: make(map[string]llvm.Metadata),
	}
	dir, name := m.pkg.Dir, m.pkg.Path
	if len(m.pkg.Files) > 0 {
		dir, name = d.split(m.pkg.Files[0])
	}
	d.cu = d.b.CreateCompileUnit(llvm.DICompileUnit{
		Language: dwarfGo - 1, File: name, Dir: dir, Producer: "mapgraph-go",
	})
	d.proc = d.b.CreateSubroutineType(llvm.DISubroutineType{File: d.file(filepath.Join(dir, name))})
	d.empty = d.b.CreateExpression(nil)
	d.deref = d.b.CreateExpression([]uint64{opDeref})
	flag := func(name string, value uint64) {
		m.mod.AddNamedMetadataOperand("llvm.module.flags", m.ctx.MDNode([]llvm.Metadata{
			llvm.ConstInt(m.i32, 2, false).ConstantAsMetadata(), m.ctx.MDString(name),
			llvm.ConstInt(m.i32, value, false).ConstantAsMetadata(),
		}))
	}
	flag("Debug Info Version", 3)
	flag("Dwarf Version", 4)
	return d
}

// split cuts a file name into the module's directory and what is below it.
func (d *debugInfo) split(file string) (dir, name string) {
	if dir := d.m.pkg.Dir; dir != "" {
		if rest, ok := strings.CutPrefix(file, dir+"/"); ok {
			return dir, rest
		}
	}
	return filepath.Split(file)
}

func (d *debugInfo) file(name string) llvm.Metadata {
	if f, ok := d.files[name]; ok {
		return f
	}
	dir, rest := d.split(name)
	f := d.b.CreateFile(rest, strings.TrimSuffix(dir, "/"))
	d.files[name] = f
	return f
}

// position resolves a position, following //line directives.
func (d *debugInfo) position(pos token.Pos) token.Position {
	if !pos.IsValid() {
		return token.Position{}
	}
	if f := d.last; f == nil || int(pos) < f.Base() || int(pos) > f.Base()+f.Size() {
		d.last = d.m.Prog.Fset.File(pos)
		if d.last == nil {
			return token.Position{}
		}
		d.m.used.Files[d.last.Name()] = true
	}
	p := d.last.Position(pos)
	if p.Filename != "" && !filepath.IsAbs(p.Filename) {
		p.Filename = filepath.Join(filepath.Dir(d.last.Name()), p.Filename)
	}
	return p
}

// scope is a function for the positions inside it.
type scope struct {
	d       *debugInfo
	sp      llvm.Metadata
	file    string
	line    int
	inFiles map[string]llvm.Metadata
}

// set makes pos the position of what b emits next; a position in another file
// gets a scope of that file, none gets the function's line.
func (s *scope) set(b llvm.Builder, pos token.Pos) {
	p := s.d.position(pos)
	if p.Line == 0 {
		b.SetCurrentDebugLocation(uint(s.line), 0, s.sp, llvm.Metadata{})
		return
	}
	b.SetCurrentDebugLocation(uint(p.Line), uint(p.Column), s.in(p.Filename), llvm.Metadata{})
}

func (s *scope) in(file string) llvm.Metadata {
	if file == s.file {
		return s.sp
	}
	if md, ok := s.inFiles[file]; ok {
		return md
	}
	md := s.d.b.CreateLexicalBlockFile(s.sp, s.d.file(file), 0)
	if s.inFiles == nil {
		s.inFiles = make(map[string]llvm.Metadata)
	}
	s.inFiles[file] = md
	return md
}

func (d *debugInfo) newScope(name, linkage string, p token.Position, flags int, fv llvm.Value) *scope {
	if p.Line == 0 {
		p.Line = 1
		p.Filename = d.m.pkg.Path
		if len(d.m.pkg.Files) > 0 {
			p.Filename = d.m.pkg.Files[0]
		}
	}
	file := d.file(p.Filename)
	sp := d.b.CreateFunction(file, llvm.DIFunction{
		Name: name, LinkageName: linkage, File: file, Line: p.Line, ScopeLine: p.Line,
		Type: d.proc, IsDefinition: true, Flags: flags,
	})
	fv.SetSubprogram(sp)
	return &scope{d: d, sp: sp, file: p.Filename, line: p.Line}
}

func (d *debugInfo) subprogram(fn *ssa.Function, fv llvm.Value) *scope {
	flags := 0
	if s := fn.Synthetic; s != "" && s != rangeBody && s != "package initializer" &&
		!strings.HasPrefix(s, "instance of") {
		flags = flagArtificial
	}
	return d.newScope(d.m.names.local(fn), fv.Name(), d.position(fn.Pos()), flags, fv)
}

func (d *debugInfo) thunk(at ssa.Instruction, name string, fv llvm.Value) *scope {
	return d.newScope(name, name, d.position(at.Pos()), flagArtificial, fv)
}

// typ describes a type by its name and size; its structure is in the module's
// descriptors and structs.
func (d *debugInfo) typ(t types.Type) llvm.Metadata {
	name := d.m.names.typ(t)
	if md, ok := d.types[name]; ok {
		return md
	}
	bits := uint64(d.m.size(t)) * 8
	var md llvm.Metadata
	if pointerShaped(t) {
		md = d.b.CreatePointerType(llvm.DIPointerType{SizeInBits: bits, Name: name})
	} else {
		md = d.b.CreateBasicType(llvm.DIBasicType{Name: name, SizeInBits: bits, Encoding: llvm.DW_ATE_unsigned})
	}
	d.types[name] = md
	return md
}

// parameters names the parameters of a function.
func (d *debugInfo) parameters(f *frame, params []llvm.Value) {
	for i, p := range f.fn.Params {
		if p.Name() == "" || p.Name() == "_" {
			continue
		}
		at := d.position(p.Pos())
		if at.Line == 0 {
			at.Line, at.Filename = f.scope.line, f.scope.file
		}
		v := d.b.CreateParameterVariable(f.scope.sp, llvm.DIParameterVariable{
			Name: p.Name(), File: d.file(at.Filename), Line: at.Line, Type: d.typ(p.Type()), ArgNo: i + 1,
		})
		loc := llvm.DebugLoc{Line: uint(at.Line), Col: uint(at.Column), Scope: f.scope.sp}
		d.b.InsertValueAtEnd(params[i], v, d.empty, loc, f.entry)
	}
}

// variable names a local variable that lives in memory.
func (d *debugInfo) variable(f *frame, in *ssa.Alloc, addr llvm.Value, block llvm.BasicBlock) {
	at := d.position(in.Pos())
	if at.Line == 0 || !token.IsIdentifier(in.Comment) || at.Filename != f.scope.file {
		return
	}
	elem := in.Type().Underlying().(*types.Pointer).Elem()
	v := d.b.CreateAutoVariable(f.scope.sp, llvm.DIAutoVariable{
		Name: in.Comment, File: d.file(at.Filename), Line: at.Line, Type: d.typ(elem),
	})
	loc := llvm.DebugLoc{Line: uint(at.Line), Col: uint(at.Column), Scope: f.scope.sp}
	d.b.InsertValueAtEnd(addr, v, d.deref, loc, block)
}

// global names a package-level variable.
func (d *debugInfo) global(g *ssa.Global, v llvm.Value) {
	at := d.position(g.Pos())
	if at.Line == 0 {
		return
	}
	elem := g.Type().Underlying().(*types.Pointer).Elem()
	md := d.b.CreateGlobalVariableExpression(d.cu, llvm.DIGlobalVariableExpression{
		Name: g.Name(), LinkageName: v.Name(), File: d.file(at.Filename), Line: at.Line,
		Type: d.typ(elem), Expr: d.empty,
	})
	v.AddMetadata(kindDbg, md)
}

// finish lists the structs that the code addresses fields of and completes the
// debug information.
func (d *debugInfo) finish() {
	var names []string
	for name, info := range d.m.structs {
		if info.used {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var list []llvm.Metadata
	for _, name := range names {
		list = append(list, d.structure(name, d.m.structs[name]))
	}
	d.b.Finalize()
	retain(d.m.ctx, d.cu, d.m.ctx.MDNode(list))
	d.b.Destroy()
}
