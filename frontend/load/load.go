// Package load loads Go packages exactly as the go command does and turns
// them into a go/ssa program with instantiated generics.
//
// It answers: which packages belong to a set of patterns, what each of them is
// (main, test variant, dependency, standard library), and which of them have
// errors. Packages with errors, and those that import them, are left out of the
// program; the rest is still usable.
package load

import (
	"context"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// Config says what to load and how.
type Config struct {
	Dir      string   // working directory of the go command
	Tags     string   // build tags, comma separated
	Tests    bool     // include test variants and test mains
	Patterns []string // as the go command knows them
	// Note receives remarks that do not stop the load.
	Note func(string)
	Jobs int // packages that are worked on at a time
	// Witnesses asks for instances of exported generic code in the packages
	// that are no programs.
	Witnesses bool
	// Store has what is kept of unchanged packages; they are not loaded. Salt
	// becomes part of all keys; it is asked for when they are made.
	Store Store
	Salt  func() (string, error)
}

// Package is one well-typed package with its role.
type Package struct {
	ID        string // unique: the import path, with " [p.test]" for test variants
	Path      string // import path
	Name      string
	Variant   string // " [p.test]" for test variants, else empty
	Types     *types.Package
	SSA       *ssa.Package
	GoVersion string // "go1.N", the language version of its module
	Module    string // module path, empty for the standard library
	Version   string
	Dir       string // directory of the module, or of the source tree's root
	Files     []string
	Main      bool
	Test      bool
	Std       bool
	Own       bool // of the main module, or named by a pattern
	Opaque    bool // bodies are modelled, not lowered
	// Kept is the module graph of an unchanged package. It has no bodies to
	// lower, and no SSA unless a changed package needs its declarations.
	Kept []byte

	// LinkNames maps a package-level name to the symbol which a
	// //go:linkname directive gives it.
	LinkNames map[string]string
	// LocalTypes numbers the types declared inside functions, by position.
	LocalTypes map[token.Pos]LocalType

	// Witnesses are built instances of its exported generic code, for who calls
	// it from outside.
	Witnesses []*ssa.Function

	node    *node
	witness *witnesses
}

// LocalType tells a type declared in a function from others of its name.
type LocalType struct {
	Index int // from 1, in source order among the package's types of that name
	Obj   *types.TypeName
}

// Program is everything that was loaded.
type Program struct {
	Fset     *token.FileSet
	SSA      *ssa.Program
	Sizes    types.Sizes
	Packages []*Package // sorted by ID
	Errors   []string   // one line each, "file:line:col: msg"

	nodes   *nodes
	byTypes map[*types.Package]*Package
}

// PackageOf returns the loaded package of a type checker's package, or nil.
func (p *Program) PackageOf(t *types.Package) *Package { return p.byTypes[t] }

// Load runs the go command, and parses, type-checks and creates SSA packages of
// what is not kept; bodies are built by Program.BuildPackage. The error is for
// loads which give nothing at all; errors of single packages are in
// Program.Errors.
func Load(ctx context.Context, cfg Config) (*Program, error) {
	spare := spareCollector()
	defer spare()
	files := new(sources)
	roots, err := listPackages(ctx, cfg, files)
	if err != nil {
		return nil, err
	}
	salt := ""
	if cfg.Salt != nil {
		if salt, err = cfg.Salt(); err != nil {
			return nil, err
		}
	}
	prog := newProgram()
	g := newNodes(roots, prog.Fset, cfg, files)
	g.salt, g.spare = salt, spare
	g.decide()
	prog.collect(g, cfg.Dir)
	if len(prog.Packages) == 0 && len(prog.Errors) == 0 {
		return nil, fmt.Errorf("no packages match %s", strings.Join(cfg.Patterns, " "))
	}
	return prog, nil
}

// spareCollector lets garbage lie while there is little memory in use. What it
// gives ends that.
func spareCollector() func() {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(400)
	return sync.OnceFunc(func() { debug.SetGCPercent(before) })
}

func newProgram() *Program {
	fset := token.NewFileSet()
	return &Program{
		Fset: fset, SSA: ssa.NewProgram(fset, ssa.InstantiateGenerics),
		// Layouts are those of 64-bit words whatever GOARCH selects the files.
		Sizes:   types.SizesFor("gc", "amd64"),
		byTypes: make(map[*types.Package]*Package),
	}
}

// packages is the configuration of one run of the go command.
func (cfg Config) packages(ctx context.Context, mode packages.LoadMode) *packages.Config {
	pcfg := &packages.Config{
		Context: ctx, Mode: mode, Dir: cfg.Dir, Env: environment(cfg.Note), Tests: cfg.Tests,
	}
	if cfg.Tags != "" {
		pcfg.BuildFlags = []string{"-tags=" + cfg.Tags}
	}
	return pcfg
}

// environment is the go command's environment: never another toolchain, since
// the type checker in this program knows one language version; no cgo when
// there is no C compiler.
func environment(note func(string)) []string {
	env := os.Environ()
	env = append(env, "GOTOOLCHAIN=local")
	if os.Getenv("CGO_ENABLED") == "" && !hasCompiler() {
		if note != nil {
			note("no C compiler found: loading with CGO_ENABLED=0")
		}
		env = append(env, "CGO_ENABLED=0")
	}
	return env
}

func hasCompiler() bool {
	names := []string{"gcc", "clang", "cc"}
	if cc := strings.Fields(os.Getenv("CC")); len(cc) > 0 {
		names = cc[:1]
	}
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return false
}

// collect makes packages of what was decided, and drops the rest.
func (p *Program) collect(g *nodes, dir string) {
	p.nodes = g
	all := make([]*packages.Package, len(g.all))
	for i, n := range g.all {
		all[i] = n.pkg
	}
	p.Errors = errorLines(all, dir)
	for _, n := range g.all {
		loaded := n.types.Complete()
		if loaded && !n.illTyped {
			// "unsafe" and packages without files are imported, never lowered.
			n.ssa = p.SSA.CreatePackage(n.types, n.syntax, n.info, true)
		}
		if n.illTyped || n.pkg.PkgPath == "unsafe" || len(n.pkg.CompiledGoFiles) == 0 {
			continue
		}
		lp := describe(n.pkg, n.root)
		lp.node, lp.Types, lp.SSA, lp.LinkNames = n, n.types, n.ssa, n.links
		lp.GoVersion = languageVersion(n.types)
		if n.entry != nil {
			lp.Kept = n.entry.Graph
		}
		if n.info != nil {
			lp.LocalTypes = localTypes(p.Fset, n)
		}
		if g.witnesses && n.entry == nil && lp.Own && !lp.Main && !lp.Test && !lp.Opaque {
			lp.witness = newWitnesses(p, n)
		}
		n.syntax, n.info = nil, nil
		p.byTypes[n.types] = lp
		p.Packages = append(p.Packages, lp)
	}
}

func describe(pkg *packages.Package, root bool) *Package {
	lp := &Package{
		ID: pkg.ID, Path: pkg.PkgPath, Name: pkg.Name, Files: pkg.CompiledGoFiles,
		Main: pkg.Name == "main", Opaque: Opaque(pkg.PkgPath),
	}
	if i := strings.Index(pkg.ID, " ["); i >= 0 {
		lp.Variant = pkg.ID[i:]
	}
	lp.Test = pkg.ForTest != "" || strings.HasSuffix(pkg.ID, ".test")
	switch m := pkg.Module; {
	case m != nil:
		lp.Module, lp.Version, lp.Dir = m.Path, m.Version, m.Dir
		if m.Replace != nil {
			if m.Replace.Version != "" {
				lp.Version = m.Replace.Version
			}
			if m.Replace.Dir != "" {
				lp.Dir = m.Replace.Dir
			}
		}
		lp.Own = m.Main || root
	default:
		lp.Own = root
		lp.Std = inGoroot(pkg) && !strings.HasPrefix(pkg.PkgPath, "command-line-arguments")
		lp.Dir = rootDir(pkg)
	}
	return lp
}

func languageVersion(pkg *types.Package) string {
	v := pkg.GoVersion()
	if strings.Count(v, ".") > 1 {
		return v[:strings.LastIndex(v, ".")]
	}
	return v
}

// inGoroot holds for packages of the standard library: their directory ends in
// their import path and they have no module.
func inGoroot(pkg *packages.Package) bool {
	path := strings.TrimSuffix(pkg.PkgPath, ".test")
	return strings.HasSuffix(pkg.Dir, "/"+strings.TrimSuffix(path, "_test")) ||
		strings.HasSuffix(pkg.Dir, "/"+path) || strings.HasPrefix(path, "vendor/")
}

func rootDir(pkg *packages.Package) string {
	path := strings.TrimSuffix(strings.TrimSuffix(pkg.PkgPath, ".test"), "_test")
	if dir, ok := strings.CutSuffix(pkg.Dir, "/"+path); ok {
		return dir
	}
	return pkg.Dir
}

// Opaque holds for packages whose bodies are not lowered: what they do is
// modelled at the call.
func Opaque(path string) bool {
	switch path {
	case "runtime", "internal/race", "sync", "sync/atomic", "internal/sync", "unsafe":
		return true
	}
	return strings.HasPrefix(path, "internal/runtime/") ||
		strings.HasPrefix(path, "runtime/internal/")
}
