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
