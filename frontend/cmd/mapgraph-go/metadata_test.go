package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// nodes resolves the operands of a named metadata list to the text of the nodes.
func nodes(t *testing.T, ll, name string) []string {
	t.Helper()
	m := regexp.MustCompile(`(?m)^!` + regexp.QuoteMeta(name) + ` = !\{(.*)\}$`).FindStringSubmatch(ll)
	if m == nil {
		return nil
	}
	var out []string
	for _, ref := range strings.Split(m[1], ", ") {
		node := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(ref) + ` = (.*)$`).FindStringSubmatch(ll)
		if node == nil {
			t.Fatalf("%s: no node %s", name, ref)
		}
		out = append(out, node[1])
	}
	return out
}

func want(t *testing.T, got []string, all ...string) {
	t.Helper()
	have := "\n" + strings.Join(got, "\n") + "\n"
	for _, line := range all {
		if !strings.Contains(have, "\n"+line+"\n") {
			t.Errorf("no %s in:%s", line, have)
		}
	}
}

const metadataSource = `package m

import "sync"

type Cache struct {
	sync.RWMutex
	m map[string]int
}

type hidden struct{ n int }

var Table = map[string]int{
	"a": 1,
}

var plain struct {
	mu sync.Mutex
	m  map[int]bool
}

func New() *Cache { return &Cache{m: map[string]int{}} }

func (c *Cache) Get(k string) int {
	c.RLock()
	defer c.RUnlock()
	return c.m[k]
}

func (h hidden) Get() int { return h.n }

func start(c *Cache) {
	go c.Get("x")
	go func() {
		plain.mu.Lock()
		plain.m[1] = true
		plain.mu.Unlock()
	}()
}
`

func TestMetadata(t *testing.T) {
	dir := module(t, map[string]string{
		"m.go": metadataSource,
		"m_test.go": `package m

import "testing"

func TestGet(t *testing.T)        { New().Get("a") }
func BenchmarkGet(b *testing.B)   {}
func FuzzGet(f *testing.F)        {}
func Testable(t *testing.T)       {}
`,
		"x_test.go": `package m_test

import "example.org/m"

func ExampleNew() { m.New() }
`,
	})
	out := emit(t, "-C", dir, ".")
	ll := read(t, out, "example.org_m.ll")
	want(t, nodes(t, ll, "mapgraph.package"),
		`!{!"example.org/m", !"example.org/m", !"", !"own", !"go1.24", !"`+dir+`"}`)
	want(t, nodes(t, ll, "mapgraph.exported"),
		`!{ptr @"example.org/m.New", !"func"}`, `!{ptr @"example.org/m.(*Cache).Get", !"method"}`)
	if strings.Contains(strings.Join(nodes(t, ll, "mapgraph.exported"), ""), "hidden") {
		t.Error("a method of an unexported type counts as exported")
	}
	want(t, nodes(t, ll, "mapgraph.stack"),
		`!{ptr @"example.org/m.start.go1", !"example.org/m.start.gowrap1", i32 32}`,
		`!{ptr @"example.org/m.start.func1", !"example.org/m.start.func1", i32 0}`)

	test := read(t, out, "example.org_m@example.org_m.test.ll")
	want(t, nodes(t, test, "mapgraph.tests"),
		`!{ptr @"example.org/m.TestGet [example.org/m.test]", !"test"}`,
		`!{ptr @"example.org/m.BenchmarkGet [example.org/m.test]", !"benchmark"}`,
		`!{ptr @"example.org/m.FuzzGet [example.org/m.test]", !"fuzz"}`)
	if n := len(nodes(t, test, "mapgraph.tests")); n != 3 {
		t.Errorf("%d tests", n)
	}
	external := read(t, out, "example.org_m_test@example.org_m.test.ll")
	want(t, nodes(t, external, "mapgraph.tests"),
		`!{ptr @"example.org/m_test.ExampleNew [example.org/m.test]", !"example"}`)
	main := read(t, out, "example.org_m.test.ll")
	want(t, nodes(t, main, "mapgraph.tests"), `!{ptr @"example.org/m.test.main", !"testmain"}`)

	without := emit(t, "--tests=false", "-C", dir, ".")
	if files, _ := filepath.Glob(filepath.Join(without, "*.test*")); len(files) != 0 {
		t.Errorf("--tests=false wrote %s", files)
	}
}

// Debug information names variables, structs and their fields, and puts an
// initialiser at its own line.
func TestDebugInfo(t *testing.T) {
	dir := module(t, map[string]string{"m.go": metadataSource})
	ll := read(t, emit(t, "-C", dir, "."), "example.org_m.ll")
	for _, re := range []string{
		`!DIGlobalVariable\(name: "Table", linkageName: "example.org/m.Table", .*line: 12,`,
		`!DICompositeType\(tag: DW_TAG_structure_type, name: "example.org/m.Cache", .*line: 5,`,
		`!DICompositeType\(tag: DW_TAG_structure_type, name: "struct\{mu sync.Mutex; m map\[int\]bool\}"`,
		`!DIDerivedType\(tag: DW_TAG_member, name: "m", .*line: 7, .*offset: 192`,
		`!DILocalVariable\(name: "k", arg: 2, .*line: 23,`,
		`!DICompileUnit\(language: DW_LANG_Go, .*retainedTypes: !\d+`,
		`!DISubprogram\(name: "\(\*Cache\)\.Get", linkageName: "example.org/m.\(\*Cache\)\.Get", .*line: 23,`,
		`!DISubprogram\(name: "example.org/m.start.go1", .*flags: DIFlagArtificial`,
	} {
		if !regexp.MustCompile(re).MatchString(ll) {
			t.Errorf("nothing matches %s", re)
		}
	}
	call := regexp.MustCompile(`@runtime\.mapassign\(ptr @"type:map\[string\]int".*!dbg (!\d+)`).FindStringSubmatch(ll)
	if call == nil {
		t.Fatal("no update of Table")
	}
	wantLine(t, ll, call[1]+" = !DILocation(line: 13, column: 5, scope: ")
}

// The race detector's own tests are a package of test files only.
func TestRaceCorpus(t *testing.T) {
	goroot := strings.TrimSpace(command(t, "go", "env", "GOROOT"))
	dir := filepath.Join(goroot, "src/runtime/race/testdata")
	files, err := filepath.Glob(filepath.Join(dir, "map_test.go"))
	if err != nil || len(files) != 1 {
		t.Fatalf("no corpus in %s", dir)
	}
	out := emit(t, "--tags", "race", "-C", dir, "map_test.go")
	ll := read(t, out, "command-line-arguments_test@command-line-arguments.test.ll")
	want(t, nodes(t, ll, "mapgraph.tests"),
		`!{ptr @"command-line-arguments_test.TestRaceMapRW [command-line-arguments.test]", !"test"}`)
	flags := nodes(t, ll, "mapgraph.package")
	if len(flags) != 1 || !strings.Contains(flags[0], `!"test,own"`) {
		t.Errorf("package %s", flags)
	}
}
