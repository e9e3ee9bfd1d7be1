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
	prog, err := Load(context.Background(), Config{Dir: dir, Patterns: []string{pattern}})
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

func TestFolderOutsideOfAModuleSaysWhatIsMissing(t *testing.T) {
	if got := loadError(t, t.TempDir(), "./..."); !strings.HasSuffix(got, "(no go.mod here or above)") {
		t.Errorf("got %q", got)
	}
}
