package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// Two runs, and runs with different numbers of jobs, write equal bytes.
func TestDeterminism(t *testing.T) {
	one := emit(t, "-j", "1", "-C", samples(t), "./...")
	for _, jobs := range []string{"1", "3"} {
		two := emit(t, "-j", jobs, "-C", samples(t), "./...")
		files, err := filepath.Glob(filepath.Join(one, "*.ll"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no modules: %v", err)
		}
		others, _ := filepath.Glob(filepath.Join(two, "*.ll"))
		if len(others) != len(files) {
			t.Errorf("-j %s: %d modules, with -j 1 %d", jobs, len(others), len(files))
		}
		for _, file := range files {
			a, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(filepath.Join(two, filepath.Base(file)))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("-j %s: %s differs", jobs, filepath.Base(file))
			}
		}
	}
}

// A package and its test variant are built from the same syntax trees, one
// after the other: both have their bodies.
func TestVariantsHaveBodies(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":    "module example.org/m\n\ngo 1.22\n",
		"a.go":      "package m\n\nfunc F() int { return 1 }\n",
		"a_test.go": "package m\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) { F() }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	out := emit(t, "-j", "1", "-C", dir, ".")
	for _, symbol := range []string{"example.org/m.F", "example.org/m.F [example.org/m.test]"} {
		found := false
		files, _ := filepath.Glob(filepath.Join(out, "*.ll"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found = found || bytes.Contains(text, []byte("define i64 @\""+symbol+"\"()"))
		}
		if !found {
			t.Errorf("%s is defined nowhere", symbol)
		}
	}
}
