package load

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// InputError is a fault of the packages or patterns, not of this program.
type InputError struct{ Lines []string }

func (e *InputError) Error() string { return strings.Join(e.Lines, "\n") }

var needsGo = regexp.MustCompile(`(?:^|\s)(\S*)\s*requires go >= (\S+) \(running go (\S+?)[;)]`)

// outsideModule matches what the go command says of a folder without a module,
// of another module, and of one that go.work does not use.
var outsideModule = regexp.MustCompile(`does not contain (main module|modules listed in go\.work)`)

// explain turns a failure of the go command into the lines a user can act on.
func explain(err error) error {
	if line, ok := newerGo(err.Error()); ok {
		return &InputError{Lines: []string{line}}
	}
	text := err.Error()
	if i := strings.Index(text, "stderr:\n"); i >= 0 {
		text = text[i+len("stderr:\n"):]
	}
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line != "" {
			lines = append(lines, advise(line))
		}
	}
	return &InputError{Lines: lines}
}

// advise adds what a user can try to a message of the go command that does not
// say it.
func advise(line string) string {
	switch {
	case strings.HasPrefix(line, "no Go files in "):
		return line + " (./... means all packages below)"
	case outsideModule.MatchString(line):
		return line + " (start in the folder of the module, or with -C FOLDER)"
	}
	return line
}

// newerGo recognises the go command's refusal of a module for a newer Go.
func newerGo(text string) (string, bool) {
	m := needsGo.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	what := strings.TrimSuffix(m[1], ":")
	if what == "" || what == "go:" || what == "go.mod" {
		what = "the module"
	}
	return fmt.Sprintf("%s needs go%s, but this tool was built with %s and runs go%s",
		what, m[2], runtime.Version(), m[3]), true
}

// errorLines lists the errors of all packages once each, as "file:line:col: msg"
// with absolute file names, and of the syntax errors of a file the first: the
// others only follow from it. dir is where the go command ran.
func errorLines(pkgs []*packages.Package, dir string) []string {
	seen := make(map[string]bool)
	unparsed := make(map[string]bool)
	var lines []string
	for _, pkg := range pkgs {
		for _, e := range pkg.Errors {
			if e.Kind == packages.ParseError {
				file, _, _ := strings.Cut(e.Pos, ":")
				if unparsed[pkg.ID+file] {
					continue
				}
				unparsed[pkg.ID+file] = true
			}
			line := errorLine(e, dir)
			if line != "" && !seen[line] {
				seen[line] = true
				lines = append(lines, line)
			}
		}
	}
	sort.Strings(lines)
	return lines
}

// errorLine gives one line, or none for what only follows from another error:
// a package which does not exist is reported where it was looked for.
func errorLine(e packages.Error, dir string) string {
	if strings.Contains(e.Msg, `(invalid package name: "")`) {
		return ""
	}
	line := e.Msg
	if e.Pos != "" && e.Pos != "-" {
		pos := e.Pos
		if !filepath.IsAbs(pos) {
			if abs, err := filepath.Abs(filepath.Join(dir, pos)); err == nil {
				pos = abs
			}
		}
		line = pos + ": " + e.Msg
	}
	if newer, ok := newerGo(line); ok {
		return newer
	}
	return advise(strings.Join(strings.Fields(line), " "))
}
