package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

const genericSource = `package m

import "sync"

type Cache[K comparable, V any] struct {
	mu sync.Mutex
	m  map[K]V
}

func New[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{m: make(map[K]V)} }

func (c *Cache[K, V]) Put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(k, v)
}

func (c *Cache[K, V]) put(k K, v V) { c.m[k] = v }
`

// The exported generic code of a package is exported as one instance, which is
// defined in this package's module even if others have the same.
func TestWitness(t *testing.T) {
	dir := module(t, map[string]string{
		"m.go":     genericSource,
		"use/u.go": "package use\n\nimport \"example.org/m\"\n\nfunc Use() { m.New[string, int]().Put(\"a\", 1) }\n",
	})
	out := emit(t, "-C", dir, "./...")
	ll := read(t, out, "example.org_m.ll")
	const put = `@"example.org/m.(*Cache[string,int]).Put"(ptr `
	exported := nodes(t, ll, "mapgraph.exported")
	want(t, exported, `!{ptr @"example.org/m.(*Cache[string,int]).Put", !"method"}`,
		`!{ptr @"example.org/m.New[string,int]", !"func"}`)
	if len(exported) != 2 {
		t.Errorf("exported %s", exported)
	}
	want(t, nodes(t, ll, "mapgraph.stack"),
		`!{ptr @"example.org/m.(*Cache[string,int]).Put", !"example.org/m.(*Cache[...]).Put", i32 0}`)
	for _, text := range []string{
		"define void " + put, `define linkonce_odr void @"example.org/m.(*Cache[string,int]).put"(ptr `,
	} {
		if !strings.Contains(ll, text) {
			t.Errorf("no %s", text)
		}
	}
	user := read(t, out, "example.org_m_use.ll")
	if !strings.Contains(user, "define linkonce_odr void "+put) {
		t.Error("the user does not have its instance")
	}
	if got := nodes(t, user, "mapgraph.exported"); len(got) != 1 {
		t.Errorf("the user exports %s", got)
	}
}

// A witness is on the list as it is in the graph, and is not counted.
func TestWitnessIsListed(t *testing.T) {
	dir := module(t, map[string]string{"m.go": genericSource})
	code, stdout, stderr := runTool(t, "-C", dir, "--list-ssa", ".")
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var got []string
	for dec := json.NewDecoder(strings.NewReader(stdout)); dec.More(); {
		var op mapOperation
		if err := dec.Decode(&op); err != nil {
			t.Fatal(err)
		}
		if op.Package == "example.org/m" {
			got = append(got, op.Op+" "+strings.TrimPrefix(op.Symbol, "example.org/m."))
		}
	}
	want := []string{"make New[string,int]", "update (*Cache[string,int]).put"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	count := func(source string) (s sizes) {
		dir := module(t, map[string]string{"m.go": source})
		_, stdout, _ := runTool(t, "-C", dir, "--count-ssa", ".")
		if err := json.Unmarshal([]byte(stdout), &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	// New as it is written; the methods are reached from nowhere.
	with, without := count(genericSource), count("package m\n\nimport _ \"sync\"\n")
	if with.Functions != without.Functions+1 {
		t.Errorf("%d functions, %d without generic code", with.Functions, without.Functions)
	}
}

// The bytes of a module with witnesses do not depend on who uses the package.
func TestWitnessDependsOnPackageAlone(t *testing.T) {
	dir := module(t, map[string]string{
		"m.go":     genericSource,
		"use/u.go": "package use\n\nimport \"example.org/m\"\n\nvar Use = m.New[string, int]()\n",
	})
	alone := read(t, emit(t, "-C", dir, "."), "example.org_m.ll")
	together := read(t, emit(t, "-j", "1", "-C", dir, "./..."), "example.org_m.ll")
	if alone != together {
		t.Error("the module depends on its user")
	}
}
