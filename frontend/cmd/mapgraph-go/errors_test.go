package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestSyntaxError(t *testing.T) {
	dir := module(t, map[string]string{
		"bad/bad.go":   "package bad\n\nfunc f( {\n",
		"user/user.go": "package user\n\nimport _ \"example.org/m/bad\"\n",
		"good/good.go": "package good\n\nfunc F(m map[int]int) int { return m[1] }\n",
	})
	out := t.TempDir()
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", out, "./...")
	if code != exitInput {
		t.Errorf("exit code %d", code)
	}
	wantLine(t, stderr, filepath.Join(dir, "bad/bad.go")+":3:9: ")
	wantLine(t, read(t, out, "example.org_m_good.ll"), "@runtime.mapaccess1(")
	if _, err := os.Stat(filepath.Join(out, "example.org_m_user.ll")); err == nil {
		t.Error("a package that imports a broken one was written")
	}
}

func TestTypeError(t *testing.T) {
	dir := module(t, map[string]string{
		"bad.go": "package m\n\nfunc f() int {\n\treturn \"x\"\n}\n",
	})
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", t.TempDir(), ".")
	if code != exitInput {
		t.Errorf("exit code %d", code)
	}
	want := filepath.Join(dir, "bad.go") + ":4:9: cannot use \"x\" (untyped string constant) as int value in return statement\n"
	if stderr != want {
		t.Errorf("got %q, want %q", stderr, want)
	}
}

func TestUnresolvedImport(t *testing.T) {
	dir := module(t, map[string]string{
		"a.go": "package m\n\nimport \"example.invalid/none\"\n\nvar X = none.Y\n",
	})
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", t.TempDir(), ".")
	if code != exitInput {
		t.Errorf("exit code %d", code)
	}
	wantLine(t, stderr, filepath.Join(dir, "a.go")+":3:8: no required module provides package example.invalid/none")
	if n := strings.Count(stderr, "\n"); n != 1 {
		t.Errorf("%d lines:\n%s", n, stderr)
	}
}

func TestNewerGo(t *testing.T) {
	dir := module(t, map[string]string{
		"go.mod": "module example.org/m\n\ngo 1.999.0\n",
		"a.go":   "package m\n",
	})
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", t.TempDir(), ".")
	if code != exitInput {
		t.Errorf("exit code %d", code)
	}
	wantLine(t, stderr, "go1.999.0")
	wantLine(t, stderr, runtime.Version())
	if n := strings.Count(stderr, "\n"); n != 1 {
		t.Errorf("%d lines:\n%s", n, stderr)
	}
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{
		{"./..."},
		{"--emit-llvm", "x"},
		{"--emit-llvm", "x", "--emit-bc", "y", "."},
		{"--list-ssa", "-j", "0", "."},
		{"--list-ssa", "--accesses=some", "."},
		{"--nonsense", "."},
	} {
		code, stdout, stderr := runTool(t, args...)
		if code != exitUsage || stdout != "" || !strings.Contains(stderr, "usage:") {
			t.Errorf("%q: exit code %d, stdout %q, stderr %q", args, code, stdout, stderr)
		}
	}
	if code, stdout, _ := runTool(t, "--help"); code != exitOK || !strings.Contains(stdout, "usage:") {
		t.Errorf("--help: exit code %d, stdout %q", code, stdout)
	}
}

func TestNoSuchPackage(t *testing.T) {
	dir := module(t, map[string]string{"a.go": "package m\n"})
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", t.TempDir(), "./none")
	if code != exitInput || stderr == "" {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
}

// Without a C compiler packages are loaded without cgo, and a note says so.
func TestNoCompiler(t *testing.T) {
	t.Setenv("CC", "no-such-compiler")
	t.Setenv("CGO_ENABLED", "")
	dir := module(t, map[string]string{
		"a.go": "package m\n\nimport \"os/user\"\n\nvar U, _ = user.Current()\n",
	})
	out := t.TempDir()
	code, _, stderr := runTool(t, "-C", dir, "--emit-llvm", out, ".")
	if code != exitOK || stderr != "mapgraph-go: no C compiler found: loading with CGO_ENABLED=0\n" {
		t.Errorf("exit code %d, stderr %q", code, stderr)
	}
	if strings.Contains(read(t, out, "os_user.ll"), "_Cfunc_") {
		t.Error("os/user was loaded with cgo")
	}
}
