package load

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// loadError loads the pattern in the folder and returns all that went wrong.
func loadError(t *testing.T, dir, pattern string) string {
	t.Helper()
	prog, err := Load(context.Background(), Config{Dir: dir, Tests: true, Patterns: []string{pattern}})
	if err != nil {
		return err.Error()
	}
	return strings.Join(prog.Errors, "\n")
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestFolderWithoutGoFilesSaysWhatToTry(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.24\n")
	if got := loadError(t, dir, "."); !strings.HasSuffix(got, "(./... means all packages below)") {
		t.Errorf("got %q", got)
	}
}

func TestFolderOfAnotherModuleSaysWhereToStart(t *testing.T) {
	dir := t.TempDir()
	nested := filepath.Join(dir, "tools")
	if err := os.Mkdir(nested, 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), "module example.com/m\n\ngo 1.24\n")
	write(t, filepath.Join(nested, "go.mod"), "module example.com/m/tools\n\ngo 1.24\n")
	write(t, filepath.Join(nested, "a.go"), "package tools\n")
	for where, pattern := range map[string]string{dir: "./tools/...", t.TempDir(): "./..."} {
		if got := loadError(t, where, pattern); !strings.HasSuffix(got, "(start in the folder of the module, or with -C FOLDER)") {
			t.Errorf("%s: got %q", pattern, got)
		}
	}
}
