package main

import (
	"bytes"
	"context"
	"errors"
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
