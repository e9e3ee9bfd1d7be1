package lower

import (
	"strings"
	"testing"
	"unicode"

	"tinygo.org/x/go-llvm"
)

// symbolToFullName respells sync.(*Mutex).Lock as types.Func.FullName does:
// (*sync.Mutex).Lock.
func symbolToFullName(s string) string {
	pkg, rest, ok := strings.Cut(s, ".(*")
	if !ok {
		return s
	}
	typ, method, ok := strings.Cut(rest, ").")
	if !ok {
		return s
	}
	return "(*" + pkg + "." + typ + ")." + method
}

// Symbols follow gc's spelling with the import path in front, also for main
// packages.
func TestSymbols(t *testing.T) {
	prog := loadSamples(t, "./s04iter", "./s06generics", "./s07calls", "./s08go", "./s14recover")
	shared := &Shared{Prog: prog, Options: Options{Report: func(s string) { t.Error(s) }}}
	defined := make(map[string]llvm.Linkage)
	for _, pkg := range prog.Packages {
		if !pkg.Own {
			continue
		}
		lowered := shared.Lower(pkg)
		mod := lowered.Module
		for fn := mod.FirstFunction(); !fn.IsNil(); fn = llvm.NextFunction(fn) {
			if !fn.IsDeclaration() {
				defined[fn.Name()] = fn.Linkage()
			}
		}
		lowered.Dispose()
	}
	const p = "ex.org/s/"
	for name, linkage := range map[string]llvm.Linkage{
		p + "s07calls.main":                                             llvm.ExternalLinkage,
		p + "s07calls.init":                                             llvm.ExternalLinkage,
		p + "s07calls.(*plain).Get":                                     llvm.ExternalLinkage,
		p + "s07calls.valrecv.Get":                                      llvm.ExternalLinkage,
		p + "s07calls.(*valrecv).Get":                                   llvm.LinkOnceODRLinkage,
		p + "s07calls.(*safe).TryLock":                                  llvm.LinkOnceODRLinkage,
		p + "s07calls.capture1.func1":                                   llvm.ExternalLinkage,
		"sync.(*Mutex).Lock-bound":                                      llvm.LinkOnceODRLinkage,
		p + "s06generics.put[map[string]int,string,int]":                llvm.LinkOnceODRLinkage,
		p + "s06generics.(*Cache[int,*" + p + "s06generics.point]).Put": llvm.LinkOnceODRLinkage,
		p + "s08go.goNested.func1":                                      llvm.ExternalLinkage,
		p + "s08go.goNested.func1.1":                                    llvm.ExternalLinkage,
		p + "s08go.goStatic3.go1":                                       llvm.ExternalLinkage,
		p + "s08go.generic[int]":                                        llvm.LinkOnceODRLinkage,
		p + "s04iter.invert-range1":                                     llvm.ExternalLinkage,
		p + "s04iter.(*table).Each.func1":                               llvm.ExternalLinkage,
		"maps.Keys[map[string]int,string,int].func1":                    llvm.LinkOnceODRLinkage,
	} {
		got, ok := defined[name]
		switch {
		case !ok:
			t.Errorf("%s is not defined", name)
		case got != linkage:
			t.Errorf("%s has linkage %d, want %d", name, got, linkage)
		}
	}
}

func TestEscapePath(t *testing.T) {
	for path, want := range map[string]string{
		"fmt": "fmt", "gopkg.in/yaml.v3": "gopkg.in/yaml%2ev3", "a.b/c": "a.b/c", `q"/é%`: `q%22/%c3%a9%25`,
	} {
		if got := escapePath(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

// Every instruction of a function with debug info has a line.
func TestPositions(t *testing.T) {
	prog := loadSamples(t, "./...")
	shared := &Shared{Prog: prog, Options: Options{Report: func(s string) { t.Error(s) }}}
	instrs, files := 0, make(map[string]bool)
	for _, pkg := range prog.Packages {
		if pkg.Opaque {
			continue
		}
		lowered := shared.Lower(pkg)
		mod := lowered.Module
		for fn := mod.FirstFunction(); !fn.IsNil(); fn = llvm.NextFunction(fn) {
			if fn.IsDeclaration() {
				continue
			}
			for _, bb := range fn.BasicBlocks() {
				for in := bb.FirstInstruction(); !in.IsNil(); in = llvm.NextInstruction(in) {
					instrs++
					loc := in.InstructionDebugLoc()
					if loc.IsNil() || loc.LocationLine() == 0 {
						t.Fatalf("%s: no line: %s", fn.Name(), in)
					}
					files[loc.LocationScope().ScopeFile().FileFilename()] = true
				}
			}
		}
		lowered.Dispose()
	}
	if instrs < 10000 || len(files) < 50 {
		t.Errorf("only %d instructions in %d files", instrs, len(files))
	}
	for file := range files {
		if file == "" || strings.IndexFunc(file, unicode.IsControl) >= 0 {
			t.Errorf("file name %q", file)
		}
	}
}
