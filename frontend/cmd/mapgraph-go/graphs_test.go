package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"tinygo.org/x/go-llvm"

	"mapgraph/frontend/extract"
)

// graphRun runs --mg with an extraction that gives the module's text.
func graphRun(t *testing.T, args ...string) (code int, stdout, stderr string, extracted int) {
	t.Helper()
	o, err := parse(append([]string{"--mg"}, args...))
	if err != nil {
		t.Fatal(err)
	}
	var out, diag bytes.Buffer
	var n atomic.Int64
	tool := &tool{options: o, stdout: &out, stderr: &diag,
		extract: func(m llvm.Module, _ extract.Options) ([]byte, error) {
			n.Add(1)
			return []byte(m.String()), nil
		}}
	code = tool.run(context.Background())
	return code, out.String(), diag.String(), int(n.Load())
}

func TestGraphsAreOrdered(t *testing.T) {
	_, one, _, _ := graphRun(t, "-j", "1", "-C", samples(t), "./...")
	code, two, stderr, _ := graphRun(t, "-j", "4", "-C", samples(t), "./...")
	if code != exitOK || stderr != "" || one == "" {
		t.Fatalf("exit code %d, %d bytes\n%s", code, len(one), stderr)
	}
	if one != two {
		t.Error("graphs differ with the number of jobs")
	}
}

func TestGraphError(t *testing.T) {
	o, err := parse([]string{"--mg", "-C", samples(t), "./s01make"})
	if err != nil {
		t.Fatal(err)
	}
	var out, diag bytes.Buffer
	tool := &tool{options: o, stdout: &out, stderr: &diag,
		extract: func(llvm.Module, extract.Options) ([]byte, error) { return nil, errors.New("no room") }}
	if code := tool.run(context.Background()); code != exitInternal {
		t.Errorf("exit code %d", code)
	}
	wantLine(t, diag.String(), "ex.org/s/s01make: no room")
}

// Unchanged packages come from the cache; a change of one package extracts that
// one and those which import it again.
func TestCache(t *testing.T) {
	dir := module(t, map[string]string{
		"a/a.go": "package a\n\nfunc A(m map[int]int) { m[1] = 1 }\n",
		"b/b.go": "package b\n\nimport \"example.org/m/a\"\n\nfunc B() { a.A(nil) }\n",
		"c/c.go": "package c\n\nfunc C() {}\n",
	})
	cache := filepath.Join(t.TempDir(), "cache")
	args := []string{"--cache", cache, "-C", dir, "./..."}
	code, first, stderr, extracted := graphRun(t, args...)
	if code != exitOK || stderr != "" || extracted != 3 {
		t.Fatalf("exit code %d, %d extracted\n%s", code, extracted, stderr)
	}
	_, second, _, extracted := graphRun(t, args...)
	if extracted != 0 || second != first {
		t.Errorf("unchanged: %d extracted, equal %v", extracted, second == first)
	}
	changed := "package a\n\nfunc A(m map[int]int) { delete(m, 1) }\n"
	if err := os.WriteFile(filepath.Join(dir, "a/a.go"), []byte(changed), 0o666); err != nil {
		t.Fatal(err)
	}
	_, third, _, extracted := graphRun(t, args...)
	if extracted != 2 || !strings.Contains(third, "mapdelete") {
		t.Errorf("changed: %d extracted", extracted)
	}
	_, plain, _, _ := graphRun(t, "-C", dir, "./...")
	if plain != third {
		t.Error("a run with the cache gives another result than one without")
	}
	_, _, _, extracted = graphRun(t, append([]string{"--no-simplify"}, args...)...)
	if extracted != 3 {
		t.Errorf("other options: %d extracted", extracted)
	}
}

// Without the library --mg says so.
func TestNoLibrary(t *testing.T) {
	if extract.Available {
		t.Skip("built with the library")
	}
	code, _, stderr := runTool(t, "--mg", ".")
	if code != exitInternal {
		t.Errorf("exit code %d", code)
	}
	wantLine(t, stderr, "built without the extraction library")
}
