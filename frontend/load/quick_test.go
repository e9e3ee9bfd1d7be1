package load

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// described spells what is used of a listed package.
func described(pkg *packages.Package, root bool) string {
	imports := make(map[string]string)
	for path, imported := range pkg.Imports {
		imports[path] = imported.ID
	}
	text, err := json.Marshal([]any{pkg.ID, pkg.Name, pkg.PkgPath, pkg.Dir, pkg.CompiledGoFiles, imports, pkg.Module,
		pkg.ForTest, pkg.Errors, pkg.TypesSizes, root})
	if err != nil {
		panic(err)
	}
	return string(text)
}

func describedAll(roots []*packages.Package) []string {
	var all []string
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		all = append(all, described(pkg, slices.Contains(roots, pkg)))
	})
	slices.Sort(all)
	return all
}

// quick lists both ways, which must not differ, and tells whether the quick one
// did it.
func quick(t *testing.T, cfg Config) bool {
	t.Helper()
	ctx := context.Background()
	got, err := quickList(ctx, cfg.packages(ctx, listMode), cfg, new(sources))
	if err != nil {
		return false
	}
	want, err := packages.Load(cfg.packages(ctx, listMode), cfg.Patterns...)
	if err != nil {
		t.Errorf("in %s: %v", cfg.Dir, err)
		return true
	}
	if !slices.EqualFunc(got, want, func(a, b *packages.Package) bool { return a.ID == b.ID }) {
		t.Errorf("in %s: the roots differ", cfg.Dir)
	}
	a, b := describedAll(got), describedAll(want)
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Errorf("in %s: %d packages, not %d; from %d on\n%s\n%s", cfg.Dir, len(a), len(b), i,
				a[min(i, len(a)-1)], b[min(i, len(b)-1)])
			break
		}
	}
	return true
}

// files of a module with all that makes a list other than plain, by folder.
var listedModule = map[string]string{
	"go.mod": "module example.com/m\n\ngo 1.24\n\nrequire example.com/dep v1.0.0\n\n" +
		"replace example.com/dep => ./dep\n",
	"dep/go.mod":        "module example.com/dep\n\ngo 1.21\n",
	"dep/d.go":          "package dep\n\n/*\n#include <stdlib.h>\n*/\nimport \"C\"\n\nfunc D() int { return int(C.abs(-1)) }\n",
	"plain/p.go":        "package plain\n\nfunc P() map[int]int { return map[int]int{1: q()} }\n\nfunc q() int\n",
	"plain/p.s":         "",
	"plain/off.go":      "//go:build never\n\npackage plain\n\nimport \"C\"\n",
	"plain/p_test.go":   "package plain\n\nimport \"testing\"\n\nfunc TestP(*testing.T) { P() }\n",
	"cgo/b.go":          "package cgo\n\nimport _ \"example.com/m/plain\"\n\nvar B = map[int]int{}\n",
	"cgo/c.c":           "#include \"c.h\"\nint twice(int n) { return 2 * n; }\n",
	"cgo/c.go":          "package cgo\n\n// #include \"c.h\"\nimport \"C\"\n\nfunc Twice(n int) int { return int(C.twice(C.int(n))) }\n",
	"cgo/c.h":           "int twice(int n);\n",
	"cgo/c_test.go":     "package cgo\n\nimport \"testing\"\n\nfunc TestC(*testing.T) { Twice(1) }\n",
	"cgo/x_test.go":     "package cgo_test\n\nimport (\n\t\"testing\"\n\n\t\"example.com/m/over\"\n)\n\nfunc TestX(*testing.T) { over.O() }\n",
	"over/o.go":         "package over\n\nimport \"example.com/m/cgo\"\n\n// int one(void) { return 1; }\nimport \"C\"\n\nfunc O() int { return cgo.Twice(int(C.one())) }\n",
	"cmd/main.go":       "package main\n\nimport (\n\t\"net\"\n\n\t\"example.com/dep\"\n\t\"example.com/m/over\"\n)\n\nfunc main() {\n\tnet.ParseIP(\"\")\n\tover.O()\n\tdep.D()\n}\n",
	"cmd/main_linux.go": "package main\n\nvar m = map[int]int{}\n",
}

func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, file, text)
	}
	return dir
}

func needCompiler(t *testing.T) {
	t.Helper()
	if !hasCompiler() {
		t.Skip("no C compiler")
	}
}

// The quick list is what packages.Load lists: with cgo in packages, in their
// dependencies and in variants for tests, assembly, files that are left out.
func TestQuickList(t *testing.T) {
	needCompiler(t)
	dir := written(t, listedModule)
	for _, tests := range []bool{false, true} {
		for _, pattern := range []string{"./...", "example.com/dep", "./cmd/main.go", "net/..."} {
			if !quick(t, Config{Dir: dir, Tests: tests, Patterns: []string{pattern}}) {
				t.Errorf("%s, tests %v: not listed the quick way", pattern, tests)
			}
		}
	}
	t.Setenv("CGO_ENABLED", "0")
	if !quick(t, Config{Dir: dir, Tests: true, Patterns: []string{"./plain", "net"}}) {
		t.Error("without cgo: not listed the quick way")
	}
	if quick(t, Config{Dir: dir, Tests: true, Patterns: []string{"./..."}}) {
		t.Error("C files without cgo are listed the quick way")
	}
}

// What an option of the go command generates is found, or not listed the quick way.
func TestQuickListWithFlags(t *testing.T) {
	needCompiler(t)
	dir := written(t, listedModule)
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	write(t, overlay, `{"Replace": {"`+filepath.Join(dir, "plain/off.go")+`": "`+filepath.Join(dir, "plain/p.go")+`"}}`)
	for flags, want := range map[string]bool{
		"-tags=never": true, "-mod=mod -trimpath": true, "-cover": false, "-race": false, "-overlay=" + overlay: false,
		"'-tags=other'": false, "-compiler=gccgo": false,
	} {
		t.Setenv("GOFLAGS", flags)
		if got := quick(t, Config{Dir: dir, Tests: true, Patterns: []string{"./..."}}); got != want {
			t.Errorf("GOFLAGS=%s: listed the quick way: %v", flags, got)
		}
	}
}

// Another driver, and what a driver interprets, is left to packages.Load.
func TestQuickListLeavesDriversAlone(t *testing.T) {
	dir := written(t, map[string]string{"go.mod": "module example.com/m\n\ngo 1.24\n", "m.go": "package m\n"})
	plain := Config{Dir: dir, Patterns: []string{"."}}
	if !quick(t, plain) {
		t.Error("not listed the quick way")
	}
	if quick(t, Config{Dir: dir, Patterns: []string{"file=" + filepath.Join(dir, "m.go")}}) {
		t.Error("a query is listed the quick way")
	}
	t.Setenv("GOPACKAGESDRIVER", "off")
	if !quick(t, plain) {
		t.Error("GOPACKAGESDRIVER=off: not listed the quick way")
	}
	t.Setenv("GOPACKAGESDRIVER", "/bin/false")
	if quick(t, plain) {
		t.Error("GOPACKAGESDRIVER: listed the quick way")
	}
}

// Errors are those of packages.Load, above all what only shows when files are
// generated.
func TestErrorsOfTheList(t *testing.T) {
	needCompiler(t)
	const c = "package m\n\n// int twice(int n) { return 2 * n; }\nimport \"C\"\n\nvar N = "
	for want, files := range map[string]map[string]string{
		`could not determine what C.thrice refers to`: {"m.go": c + "C.thrice(1)\n"},
		`missing.h`: {"m.go": "package m\n\n// #include \"missing.h\"\nimport \"C\"\n\nvar N C.int\n"},
		`invalid flag in #cgo CFLAGS: -fplugin=x`: {
			"m.go": "package m\n\n// #cgo CFLAGS: -fplugin=x\nimport \"C\"\n"},
		`use of cgo in test `: {
			"m.go": "package m\n", "m_test.go": "package m\n\nimport \"C\"\n"},
		`C source files not allowed when not using cgo`: {"m.go": "package m\n", "m.c": ""},
		`is not in std`:              {"m.go": "package m\n\nimport _ \"nowhere\"\n"},
		`import cycle not allowed`:   {"m.go": "package m\n\nimport _ \"example.com/m\"\n"},
		`unknown //go:debug setting`: {"m.go": "//go:debug nothing=1\n\npackage m\n"},
		`repeated //go:debug for panicnil`: {
			"m.go": "//go:debug panicnil=1\n//go:debug panicnil=0\n\npackage m\n"},
	} {
		files["go.mod"] = "module example.com/m\n\ngo 1.24\n"
		dir := written(t, files)
		cfg := Config{Dir: dir, Tests: true, Patterns: []string{"./..."}}
		if quick(t, cfg) {
			t.Errorf("%s: listed the quick way", want)
		}
		if got := loadError(t, dir, "./..."); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Nothing is kept of a run in which a file was changed between its hash and its
// use.
func TestFileThatChangesBetweenHashAndUse(t *testing.T) {
	files := new(sources)
	name := filepath.Join(t.TempDir(), "m.go")
	write(t, name, "package m\n")
	if _, err := files.sum(name); err != nil {
		t.Fatal(err)
	}
	files.compare(name, []byte("package m\n"))
	if files.changed.Load() {
		t.Error("the same text counts as changed")
	}
	files.compare(name, []byte("package n\n"))
	if !files.changed.Load() {
		t.Error("another text does not count as changed")
	}
}
