package load

import (
	"context"
	"errors"
	"go/types"
	"go/version"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// errUnusual is why packages.Load has to list.
var errUnusual = errors.New("not listed the quick way")

// listPackages gives the packages that the patterns name, with what they import. The go
// command hashes all files of all packages, only to tell which generated files
// take the place of those with cgo; so it is asked for these alone. Whatever is
// not plain, errors above all, is left to packages.Load.
func listPackages(ctx context.Context, cfg Config, files *sources) ([]*packages.Package, error) {
	pcfg := cfg.packages(ctx, listMode)
	if roots, err := quickList(ctx, pcfg, cfg, files); err == nil {
		return roots, nil
	}
	roots, err := packages.Load(pcfg, cfg.Patterns...)
	if err != nil {
		return nil, explain(err)
	}
	return roots, nil
}

func quickList(ctx context.Context, pcfg *packages.Config, cfg Config, files *sources) ([]*packages.Package, error) {
	if hasDriver(pcfg.Env) || slices.ContainsFunc(cfg.Patterns, isQuery) {
		return nil, errUnusual
	}
	g, err := newGocommand(ctx, pcfg)
	if err != nil {
		return nil, err
	}
	var set settings
	settled := make(chan error, 1)
	go func() {
		var err error
		set, err = g.settings()
		settled <- err
	}()
	all, err := g.list(listing{tests: cfg.Tests, deps: true, flags: pcfg.BuildFlags, words: cfg.Patterns})
	if err := errors.Join(<-settled, err); err != nil {
		return nil, err
	}
	if !plainFlags(set.flags) || !plain(all, set.version) {
		return nil, errUnusual
	}
	generated := make(chan error, 1)
	go func() { generated <- g.generate(all, pcfg.BuildFlags) }()
	debug := files.read(cfg.Jobs, all)
	if err := <-generated; err != nil || debug {
		return nil, errUnusual
	}
	return connect(all, types.SizesFor("gc", set.arch))
}

// hasDriver tells whether another program lists packages.
func hasDriver(env []string) bool {
	driver := ""
	for _, e := range env {
		if value, ok := strings.CutPrefix(e, "GOPACKAGESDRIVER="); ok {
			driver = value
		}
	}
	if driver == "" {
		_, err := exec.LookPath("gopackagesdriver")
		return err == nil
	}
	return driver != "off"
}

// isQuery holds for what packages.Load does not hand to the go command as it is.
func isQuery(pattern string) bool { return strings.Contains(pattern, "=") }

// plainFlags holds when GOFLAGS has only flags that do not change which files
// are compiled, other than by what is listed.
func plainFlags(flags string) bool {
	if strings.ContainsAny(flags, `'"`) {
		return false
	}
	for _, flag := range strings.Fields(flags) {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		switch name {
		case "mod", "modfile", "modcacherw", "tags", "buildvcs", "trimpath", "p":
		default:
			return false
		}
	}
	return true
}

// plain holds for a list without errors, in which nothing but cgo makes files.
func plain(all []*listed, goVersion string) bool {
	if len(all) == 0 || !version.IsValid(goVersion) {
		return false
	}
	seen := make(map[string]bool)
	for _, p := range all {
		if p.Error != nil || p.ImportPath == "" || seen[p.ImportPath] || !filepath.IsAbs(p.Dir) ||
			len(p.SwigFiles)+len(p.SwigCXXFiles) > 0 {
			return false
		}
		seen[p.ImportPath] = true
		if m := p.Module; m != nil && m.GoVersion != "" && version.Compare("go"+m.GoVersion, goVersion) > 0 {
			return false
		}
	}
	return true
}

// generate asks for the files that take the place of those with cgo, and for
// what these import.
func (g gocommand) generate(all []*listed, flags []string) error {
	cgo := make(map[string]*listed)
	words := make(map[string]bool)
	l := listing{compiled: true, flags: flags}
	for _, p := range all {
		if len(p.CgoFiles) == 0 {
			continue
		}
		cgo[p.ImportPath] = p
		word := p.path()
		if p.ForTest != "" {
			// It is listed with the test that it is for.
			word, l.tests, l.deps = p.ForTest, true, true
		}
		if word == "command-line-arguments" || strings.HasPrefix(word, "vendor/") {
			return errUnusual
		}
		words[word] = true
	}
	if len(cgo) == 0 {
		return nil
	}
	l.words = slices.Sorted(maps.Keys(words))
	answers, err := g.list(l)
	if err != nil {
		return err
	}
	for _, answer := range answers {
		if p := cgo[answer.ImportPath]; p != nil {
			if !p.complete(answer) {
				return errUnusual
			}
			delete(cgo, answer.ImportPath)
		}
	}
	if len(cgo) > 0 {
		return errUnusual
	}
	return nil
}

// complete takes over what was generated for a package, if that succeeded.
func (p *listed) complete(answer *listed) bool {
	if answer.Error != nil || len(answer.CompiledGoFiles) <= len(answer.GoFiles) || answer.Dir != p.Dir ||
		!slices.Equal(answer.GoFiles, p.GoFiles) || !slices.Equal(answer.CgoFiles, p.CgoFiles) {
		return false
	}
	p.CompiledGoFiles, p.Imports, p.ImportMap = answer.CompiledGoFiles, answer.Imports, answer.ImportMap
	return true
}

// connect makes packages of what was listed, and gives those that were named.
func connect(all []*listed, sizes types.Sizes) ([]*packages.Package, error) {
	byID := make(map[string]*packages.Package, len(all))
	var roots []*packages.Package
	for _, p := range all {
		pkg := &packages.Package{
			ID: p.ImportPath, Name: p.Name, PkgPath: p.path(), Dir: p.Dir, Module: p.Module, ForTest: p.ForTest,
			TypesSizes: sizes, Imports: make(map[string]*packages.Package),
		}
		if pkg.PkgPath != "unsafe" { // it has one, which is not compiled
			pkg.CompiledGoFiles = p.goFiles()
		}
		byID[pkg.ID] = pkg
		if !p.DepOnly {
			roots = append(roots, pkg)
		}
	}
	for _, p := range all {
		for path, id := range p.imports() {
			imported := byID[id]
			if imported == nil {
				return nil, errUnusual
			}
			byID[p.ImportPath].Imports[path] = imported
		}
	}
	return roots, nil
}
