package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runTool runs the command in this process.
func runTool(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return code, out.String(), err.String()
}

// emit runs the command, which must succeed silently, and gives its directory.
func emit(t *testing.T, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	code, _, stderr := runTool(t, append([]string{"--emit-llvm", dir}, args...)...)
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	return dir
}

// command runs a program and gives what it writes to both outputs.
func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// samples is the module with a program per group of constructs.
func samples(t *testing.T) string { return absolute(t, "../../testdata/go") }

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func read(t *testing.T, elem ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// module writes a module of one package and gives its directory.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files["go.mod"]; !ok {
		files["go.mod"] = "module example.org/m\n\ngo 1.24\n"
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func wantLine(t *testing.T, text, part string) {
	t.Helper()
	if !strings.Contains(text, part) {
		t.Errorf("no %q in:\n%s", part, text)
	}
}

// Every module of the samples and of all they import passes LLVM's verifier.
func TestVerify(t *testing.T) {
	dir := emit(t, "-C", samples(t), "./...")
	files, err := filepath.Glob(filepath.Join(dir, "*.ll"))
	if err != nil || len(files) < 15 {
		t.Fatalf("%d modules, %v", len(files), err)
	}
	for _, file := range files {
		command(t, "opt-19", "-passes=verify", "-disable-output", file)
	}
}
