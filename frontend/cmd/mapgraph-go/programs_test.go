package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"mapgraph/frontend/load"
)

// put fills a directory with files.
func putFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// programsOf gives the programs of ./... by name.
func programsOf(t *testing.T, dir string, flags ...string) map[string]load.ListedProgram {
	t.Helper()
	var stdout, stderr bytes.Buffer
	words := append(flags, "--list-programs", "-C", dir, "./...")
	if code := run(words, &stdout, &stderr); code != exitOK {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	found := make(map[string]load.ListedProgram)
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var p load.ListedProgram
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		found[p.Name] = p
	}
	return found
}

func TestListPrograms(t *testing.T) {
	dir := t.TempDir()
	putFiles(t, dir, map[string]string{
		"go.mod":        "module example.org/m\n\ngo 1.22\n",
		"cmd/a/main.go": "package main\n\nimport \"example.org/m/used\"\n\nfunc main() { used.F() }\n",
		"cmd/b/main.go": "package main\n\nfunc main() {}\n",
		"used/a.go":     "package used\n\nfunc F() {}\n",
		"alone/a.go":    "package alone\n\nfunc F() {}\n",
		"alone2/a.go":   "package alone2\n\nfunc F() {}\n",
	})
	before := programsOf(t, dir, "--tests=false")
	want := map[string][]string{
		"example.org/m/cmd/a": {"example.org/m/cmd/a"},
		"example.org/m/cmd/b": {"example.org/m/cmd/b"},
		"library":             {"example.org/m/alone", "example.org/m/alone2"},
	}
	for name, patterns := range want {
		if got := before[name].Patterns; !reflect.DeepEqual(got, patterns) {
			t.Errorf("%s: patterns %v, want %v", name, got, patterns)
		}
	}
	if len(before) != len(want) {
		t.Errorf("programs %v", before)
	}

	putFiles(t, dir, map[string]string{"used/a.go": "package used\n\nfunc F() { println() }\n"})
	after := programsOf(t, dir, "--tests=false")
	for name, changed := range map[string]bool{
		"example.org/m/cmd/a": true, "example.org/m/cmd/b": false, "library": false,
	} {
		if got := after[name].Key != before[name].Key; got != changed {
			t.Errorf("%s: key changed %v, want %v", name, got, changed)
		}
	}
}

func TestListProgramsKeepsBrokenOnes(t *testing.T) {
	dir := t.TempDir()
	putFiles(t, dir, map[string]string{
		"go.mod":        "module example.org/m\n\ngo 1.22\n",
		"cmd/a/main.go": "package main\n\nimport \"example.org/none\"\n\nfunc main() { none.F() }\n",
		"cmd/b/main.go": "package main\n\nfunc main() {}\n",
	})
	found := programsOf(t, dir)
	for _, name := range []string{"example.org/m/cmd/a", "example.org/m/cmd/b"} {
		if found[name].Key == "" {
			t.Errorf("%s is not listed: %v", name, found)
		}
	}
}

// Tests belong to the program of their package; those of packages that a main
// package imports are a program of their own.
func TestListProgramsWithTests(t *testing.T) {
	const test = "import \"testing\"\n\nfunc TestF(t *testing.T) {}\n"
	dir := t.TempDir()
	putFiles(t, dir, map[string]string{
		"go.mod":             "module example.org/m\n\ngo 1.22\n",
		"cmd/a/main.go":      "package main\n\nimport (\n\t_ \"example.org/m/plain\"\n\t\"example.org/m/used\"\n)\n\nfunc main() { used.F() }\n",
		"cmd/a/main_test.go": "package main\n\n" + test,
		"plain/a.go":         "package plain\n",
		"used/a.go":          "package used\n\nfunc F() {}\n",
		"used/a_test.go":     "package used_test\n\n" + test,
		"alone/a.go":         "package alone\n\nfunc F() {}\n",
		"alone/a_test.go":    "package alone\n\n" + test,
	})
	before := programsOf(t, dir)
	for name, pattern := range map[string]string{
		"example.org/m/cmd/a": "example.org/m/cmd/a", "library": "example.org/m/alone", "tests": "example.org/m/used",
	} {
		if got := before[name].Patterns; !reflect.DeepEqual(got, []string{pattern}) {
			t.Errorf("%s: patterns %v, want %s", name, got, pattern)
		}
	}
	if len(before) != 3 {
		t.Errorf("programs %v", before)
	}
	if without := programsOf(t, dir, "--tests=false"); len(without) != 2 {
		t.Errorf("without tests: %v", without)
	}

	for file, name := range map[string]string{
		"cmd/a/main_test.go": "example.org/m/cmd/a", "used/a_test.go": "tests", "alone/a_test.go": "library",
	} {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		putFiles(t, dir, map[string]string{file: string(text) + "\nfunc more() {}\n"})
		after := programsOf(t, dir)
		for other := range before {
			if got := after[other].Key != before[other].Key; got != (other == name) {
				t.Errorf("%s changed: key of %s changed %v", file, other, got)
			}
		}
		before = after
	}
}
