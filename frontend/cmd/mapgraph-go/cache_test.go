package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// cachedModule is a module whose packages hang together in every way that one
// module graph can depend on another package.
var cachedModule = map[string]string{
	"go.mod": "module example.org/m\n\ngo 1.24\n",
	"leaf/leaf.go": `package leaf

const Size = 8

type Store struct {
	m map[string]int
}

func New() *Store { return &Store{m: make(map[string]int, Size)} }

func (s *Store) Put(k string) { s.m[k] = 1 }

func hidden(m map[string]int) { delete(m, "x") }
`,
	"gen/gen.go": `package gen

func Fill[K comparable](m map[K]int, k K) { set(m, k) }

func set[K comparable](m map[K]int, k K) { m[k] = 1 }

func Plain() map[int]int { return map[int]int{1: 1} }
`,
	// An instance of gen.Fill in whoever instantiates chain.Fill.
	"chain/chain.go": `package chain

import "example.org/m/gen"

func Fill[K comparable](k K) { gen.Fill(map[K]int{}, k) }
`,
	"chained/chained.go": `package chained

import "example.org/m/chain"

func Do() { chain.Fill(true) }
`,
	"inst/inst.go": `package inst

import "example.org/m/gen"

func Do() { gen.Fill(map[string]int{}, "x") }
`,
	// Imports gen and instantiates nothing.
	"plain/plain.go": `package plain

import "example.org/m/gen"

func Do() int { return len(gen.Plain()) }
`,
	// Wrappers of leaf's methods, at leaf's positions.
	"wrap/wrap.go": `package wrap

import "example.org/m/leaf"

type putter interface{ Put(k string) }

type Both struct {
	leaf.Store
	n int
}

func New() putter { return &Both{Store: *leaf.New()} }
`,
	"use/use.go": `package use

import "example.org/m/leaf"

func Do() { leaf.New().Put("x") }
`,
	"main.go": `package main

import (
	"example.org/m/chained"
	"example.org/m/inst"
	"example.org/m/plain"
	"example.org/m/use"
	"example.org/m/wrap"
)

func main() {
	chained.Do()
	inst.Do()
	plain.Do()
	use.Do()
	wrap.New().Put("x")
}
`,
	"tagged/off.go": "//go:build !extra\n\npackage tagged\n\nfunc Do() {}\n",
	"tagged/on.go":  "//go:build extra\n\npackage tagged\n\nfunc Do() { m[1]++ }\n\nvar m = map[int]int{}\n",
	"tagged/use/use.go": `package use

import "example.org/m/tagged"

func Do() { tagged.Do() }
`,
}

// cachedRun compares a run with a cache to one without, and gives the number of
// packages that were extracted.
func cachedRun(t *testing.T, cache, dir string, flags ...string) int {
	t.Helper()
	args := append(flags, "-C", dir, "./...")
	wantCode, want, wantDiag, _ := graphRun(t, args...)
	code, got, diag, extracted := graphRun(t, append([]string{"--cache", cache}, args...)...)
	if code != wantCode || diag != wantDiag {
		t.Fatalf("exit code %d, without a cache %d\n%s%s", code, wantCode, diag, wantDiag)
	}
	if got != want || want == "" {
		t.Errorf("%d bytes with a cache differ from %d without", len(got), len(want))
	}
	return extracted
}

// replaced changes a file of a module.
func replaced(t *testing.T, file, from, to string) {
	t.Helper()
	text := read(t, file)
	if !strings.Contains(text, from) {
		t.Fatalf("no %q in %s", from, file)
	}
	write(t, file, strings.Replace(text, from, to, 1))
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Unchanged packages come from the cache, and the result is what a run without
// one gives. What is extracted again is a changed package, the importers of a
// changed API, who instantiates a changed body, and who has positions in a
// changed file.
func TestCache(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, maps.Clone(cachedModule))
	all := cachedRun(t, cache, dir)
	if all != 11 {
		t.Fatalf("at first %d are extracted", all)
	}
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("nothing changed: %d extracted", n)
	}
	for _, c := range []struct {
		what, file, from, to string
		extracted            string
	}{
		{"a body", "use/use.go", `"x"`, `"y"`, "use"},
		// Who has an instance of one body depends on all of the package.
		{"a body beside generic ones", "gen/gen.go", "{1: 1}", "{1: 2}", "gen inst chain chained"},
		{"a generic body", "gen/gen.go", "m[k] = 1", "delete(m, k)", "gen inst chain chained"},
		{"a body with wrappers in an importer", "leaf/leaf.go", "s.m[k] = 1", "s.m[k]++", "leaf wrap"},
		// main sees leaf through wrap.Both.
		{"a constant", "leaf/leaf.go", "Size = 8", "Size = 9", "leaf use wrap main"},
		{"a hidden function", "leaf/leaf.go", "func hidden(", "func hideous(", "leaf wrap"},
		{"a hidden field", "leaf/leaf.go", "m map[string]int\n", "m map[string]int\n\tn int\n", "leaf use wrap main"},
		{"a method", "leaf/leaf.go", "func hideous", "func (s *Store) Del() {}\n\nfunc hideous", "leaf use wrap main"},
		{"a parameter's name", "leaf/leaf.go", "Put(k string) { s.m[k]", "Put(l string) { s.m[l]", "leaf use wrap main"},
		{"a package clause nobody imports", "tagged/use/use.go", "package use", "package other", "tagged/use"},
		{"a linked name", "gen/gen.go", "func Plain", "//go:linkname Plain example.org/other.Plain\nfunc Plain",
			"gen chain chained inst plain"},
	} {
		replaced(t, filepath.Join(dir, c.file), c.from, c.to)
		if n, want := cachedRun(t, cache, dir), len(strings.Fields(c.extracted)); n != want {
			t.Errorf("%s: %d extracted, want %s", c.what, n, c.extracted)
		}
		if n := cachedRun(t, cache, dir); n != 0 {
			t.Errorf("%s, again: %d extracted", c.what, n)
		}
	}
}

// Files that come and go, and options, are noticed.
func TestCacheOfOtherFiles(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, maps.Clone(cachedModule))
	all := cachedRun(t, cache, dir)
	added := filepath.Join(dir, "use/more.go")
	write(t, added, "package use\n\nvar M = map[int]int{}\n")
	if n := cachedRun(t, cache, dir); n != 2 {
		t.Errorf("a new file: %d extracted, want use and main", n)
	}
	if err := os.Remove(added); err != nil {
		t.Fatal(err)
	}
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("back again: %d extracted", n)
	}
	if n := cachedRun(t, cache, dir, "--tags", "extra"); n != 1 {
		t.Errorf("--tags: %d extracted, want tagged", n)
	}
	if n := cachedRun(t, cache, dir, "--no-simplify"); n != all {
		t.Errorf("other options: %d extracted", n)
	}
	t.Setenv("GOFLAGS", "-tags=extra")
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("GOFLAGS like --tags: %d extracted", n)
	}
	t.Setenv("GOFLAGS", "")
	replaced(t, filepath.Join(dir, "go.mod"), "go 1.24", "go 1.21")
	if n := cachedRun(t, cache, dir); n != all {
		t.Errorf("another language version: %d extracted", n)
	}
}

// A package with errors is not kept; neither is who imports it.
func TestCacheOfErrors(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, maps.Clone(cachedModule))
	cachedRun(t, cache, dir)
	leaf := filepath.Join(dir, "leaf/leaf.go")
	replaced(t, leaf, "s.m[k] = 1", "s.m[k] = true")
	cachedRun(t, cache, dir)
	cachedRun(t, cache, dir)
	replaced(t, leaf, "s.m[k] = true", "s.m[k] = 1")
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("mended: %d extracted", n)
	}
	if err := os.RemoveAll(filepath.Join(dir, "leaf")); err != nil {
		t.Fatal(err)
	}
	cachedRun(t, cache, dir)
}

// Another version of a dependency is another package, also when its files are
// the same.
func TestCacheOfVersions(t *testing.T) {
	proxy := t.TempDir()
	const dep = "example.org/dep"
	body := "package dep\n\nfunc Put(m map[int]int) { m[1] = 1 }\n"
	for version, text := range map[string]string{
		"v1.0.0": body, "v1.0.1": body, "v1.1.0": strings.Replace(body, "m[1] = 1", "delete(m, 1)", 1),
	} {
		publish(t, proxy, dep, version, text)
	}
	mods := t.TempDir()
	t.Setenv("GOPROXY", "file://"+proxy)
	t.Setenv("GOFLAGS", "-mod=mod -modcacherw")
	t.Setenv("GOMODCACHE", mods)
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GONOSUMCHECK", "1")
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, map[string]string{
		"go.mod": "module example.org/m\n\ngo 1.24\n\nrequire " + dep + " v1.0.0\n",
		"m.go":   "package m\n\nimport \"" + dep + "\"\n\nfunc Do() { dep.Put(nil) }\n",
	})
	if n := cachedRun(t, cache, dir); n != 2 {
		t.Errorf("at first %d extracted", n)
	}
	last := "v1.0.0"
	for _, version := range []string{"v1.0.1", "v1.1.0"} {
		replaced(t, filepath.Join(dir, "go.mod"), last, version)
		last = version
		if n := cachedRun(t, cache, dir); n != 1 {
			t.Errorf("%s: %d extracted, want the dependency alone", version, n)
		}
	}
	replaced(t, filepath.Join(dir, "go.mod"), last, "v1.0.0")
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("the first version again: %d extracted", n)
	}
}

// A package with cgo is kept like any other, also in its variant for tests; when
// its C breaks, that is told and nothing is kept.
func TestCacheOfCgo(t *testing.T) {
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("no C compiler")
	}
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, map[string]string{
		"cgo/c.go": `package cgo

// #include "c.h"
import "C"

var M = map[int]int{1: int(C.twice(2))}
`,
		"cgo/c.h":       "static int twice(int n) { return 2 * n; }\n",
		"cgo/c_test.go": "package cgo\n\nimport \"testing\"\n\nfunc TestM(*testing.T) { M[2] = 1 }\n",
		"use/use.go":    "package use\n\nimport \"example.org/m/cgo\"\n\nfunc Do() { delete(cgo.M, 1) }\n",
	})
	if n := cachedRun(t, cache, dir); n < 4 {
		t.Errorf("at first %d extracted", n)
	}
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("nothing changed: %d extracted", n)
	}
	replaced(t, filepath.Join(dir, "cgo/c.h"), "twice", "thrice")
	if _, _, diag, _ := graphRun(t, "--cache", cache, "-C", dir, "./..."); !strings.Contains(diag, "C.twice") {
		t.Errorf("broken C: %q", diag)
	}
	replaced(t, filepath.Join(dir, "cgo/c.h"), "thrice", "twice")
	if _, _, _, n := graphRun(t, "--cache", cache, "-C", dir, "./..."); n != 0 {
		t.Errorf("mended: %d extracted", n)
	}
}

// A damaged entry is noticed and made again.
func TestDamagedCache(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, maps.Clone(cachedModule))
	all := cachedRun(t, cache, dir)
	for what, damage := range map[string]func([]byte) []byte{
		"empty":   func([]byte) []byte { return nil },
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"by one":  func(b []byte) []byte { return b[:len(b)-1] },
		"longer":  func(b []byte) []byte { return append(b, 'x') },
		"flipped": func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"in the sum": func(b []byte) []byte {
			b[len(entryMagic)] ^= 1
			return b
		},
		"of another version": func(b []byte) []byte { return append([]byte("mapgraph-entry 0 "), b[len(entryMagic):]...) },
	} {
		for _, file := range entries(t, cache) {
			write(t, file, string(damage([]byte(read(t, file)))))
		}
		if n := cachedRun(t, cache, dir); n != all {
			t.Errorf("%s: %d extracted of %d", what, n, all)
		}
		if n := cachedRun(t, cache, dir); n != 0 {
			t.Errorf("%s, repaired: %d extracted", what, n)
		}
	}
	files := entries(t, cache)
	write(t, files[0], read(t, files[1]))
	if n := cachedRun(t, cache, dir); n != 1 {
		t.Errorf("another package's entry: %d extracted", n)
	}
}

func entries(t *testing.T, cache string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cache, "*/*.entry"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d entries, %v", len(files), err)
	}
	return files
}

// Runs at the same time share a cache: each gives the right result, and no
// unfinished file stays.
func TestCacheInParallel(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "cache")
	dir := module(t, maps.Clone(cachedModule))
	_, want, _, _ := graphRun(t, "-C", dir, "./...")
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			code, got, diag, _ := graphRun(t, "--cache", cache, "-C", dir, "./...")
			if code != exitOK || diag != "" || got != want {
				t.Errorf("exit code %d, %d bytes of %d\n%s", code, len(got), len(want), diag)
			}
		})
	}
	all.Wait()
	if left, _ := filepath.Glob(filepath.Join(cache, "*/new-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if n := cachedRun(t, cache, dir); n != 0 {
		t.Errorf("afterwards %d are extracted", n)
	}
}

// A cache that cannot be written is told once and changes nothing else.
func TestCacheThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	dir := module(t, maps.Clone(cachedModule))
	_, want, _, _ := graphRun(t, "-C", dir, "./...")
	code, got, diag, _ := graphRun(t, "--cache", filepath.Join(file, "cache"), "-C", dir, "./...")
	if code != exitOK || got != want || strings.Count(diag, "nothing is kept") != 1 {
		t.Errorf("exit code %d\n%s", code, diag)
	}
}

// publish puts a version of a module with one file into a proxy of files.
func publish(t *testing.T, proxy, path, version, text string) {
	t.Helper()
	dir := filepath.Join(proxy, path, "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	mod := "module " + path + "\n\ngo 1.24\n"
	write(t, filepath.Join(dir, version+".mod"), mod)
	write(t, filepath.Join(dir, version+".info"), fmt.Sprintf(`{"Version": %q}`, version))
	write(t, filepath.Join(dir, version+".zip"), zipped(t, map[string]string{
		path + "@" + version + "/go.mod": mod, path + "@" + version + "/dep.go": text,
	}))
	list, _ := os.ReadFile(filepath.Join(dir, "list"))
	versions := append(strings.Fields(string(list)), version)
	slices.Sort(versions)
	write(t, filepath.Join(dir, "list"), strings.Join(versions, "\n")+"\n")
}

func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
