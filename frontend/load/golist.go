package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/packages"
)

// listed is what the go command says of a package.
type listed struct {
	ImportPath string
	Name       string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	SwigFiles  []string
	// SwigCXXFiles are SWIG's for C++.
	SwigCXXFiles []string
	// CompiledGoFiles are there when they were asked for.
	CompiledGoFiles []string
	Imports         []string
	ImportMap       map[string]string
	Module          *packages.Module
	ForTest         string
	DepOnly         bool
	Error           *struct{ Err string }
}

const listedFields = "ImportPath,Name,Dir,GoFiles,CgoFiles,SwigFiles,SwigCXXFiles,CompiledGoFiles," +
	"Imports,ImportMap,Module,ForTest,DepOnly,Error"

// gocommand runs the go command where and as packages.Load does.
type gocommand struct {
	ctx context.Context
	dir string
	env []string
}

func newGocommand(ctx context.Context, cfg *packages.Config) (gocommand, error) {
	dir := cfg.Dir
	if dir == "" {
		var err error
		if dir, err = os.Getwd(); err != nil {
			return gocommand{}, err
		}
	}
	env := append(cfg.Env[:len(cfg.Env):len(cfg.Env)], "PWD="+dir)
	if os.Getenv("GOGC") == "" {
		// It lives for a second and has some dozen MiB.
		env = append(env, "GOGC=400")
	}
	return gocommand{ctx: ctx, dir: dir, env: env}, nil
}

func (g gocommand) run(args ...string) (*bytes.Buffer, error) {
	cmd := exec.CommandContext(g.ctx, "go", args...)
	cmd.Dir, cmd.Env = g.dir, g.env
	out := new(bytes.Buffer)
	cmd.Stdout = out
	return out, cmd.Run()
}

// listing says what to list.
type listing struct {
	compiled, tests, deps bool
	flags                 []string
	words                 []string
}

func (g gocommand) list(l listing) ([]*listed, error) {
	args := []string{"list", "-e", "-json=" + listedFields, "-buildvcs=false", "-pgo=off",
		fmt.Sprintf("-compiled=%t", l.compiled), fmt.Sprintf("-test=%t", l.tests), fmt.Sprintf("-deps=%t", l.deps)}
	args = append(append(append(args, l.flags...), "--"), l.words...)
	out, err := g.run(args...)
	if err != nil {
		return nil, err
	}
	var all []*listed
	for dec := json.NewDecoder(out); ; {
		p := new(listed)
		switch err := dec.Decode(p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

// settings are those of the go command that a list depends on.
type settings struct{ arch, version, flags string }

func (g gocommand) settings() (settings, error) {
	out, err := g.run("env", "GOARCH", "GOVERSION", "GOFLAGS")
	if err != nil {
		return settings{}, err
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4 {
		return settings{}, fmt.Errorf("go env: %q", out)
	}
	return settings{arch: lines[0], version: lines[1], flags: lines[2]}, nil
}

// path is the import path, without the test that the package is a variant for.
func (p *listed) path() string {
	path, _, _ := strings.Cut(p.ImportPath, " ")
	return path
}

// file gives the path of a file that is listed.
func (p *listed) file(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// goFiles are those that the compiler gets; in a package with cgo, only after
// they were asked for.
func (p *listed) goFiles() []string {
	names := p.GoFiles
	if len(p.CompiledGoFiles) > 0 {
		names = p.CompiledGoFiles
	}
	var files []string
	for _, name := range names {
		// Assembly is listed, too. Files that were generated have no extension.
		if ext := filepath.Ext(name); ext != ".go" && ext != "" {
			continue
		}
		files = append(files, p.file(name))
	}
	return files
}

// inputs are all Go files of the package.
func (p *listed) inputs() []string {
	files := make([]string, 0, len(p.GoFiles)+len(p.CgoFiles))
	for _, name := range append(p.GoFiles[:len(p.GoFiles):len(p.GoFiles)], p.CgoFiles...) {
		files = append(files, p.file(name))
	}
	return files
}

// imports gives the ID of each imported package by the path in the source.
func (p *listed) imports() map[string]string {
	ids := make(map[string]string)
	renamed := make(map[string]bool)
	for path, id := range p.ImportMap {
		ids[path] = id
		renamed[id] = true
	}
	for _, id := range p.Imports {
		if id != "C" && !renamed[id] {
			ids[id] = id
		}
	}
	return ids
}
