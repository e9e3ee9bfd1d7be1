package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"

	"tinygo.org/x/go-llvm"

	"mapgraph/frontend/extract"
	"mapgraph/frontend/load"
	"mapgraph/frontend/lower"
)

// write writes what was asked for, package by package: each is built, lowered
// and dropped.
func (t *tool) write(prog *load.Program) error {
	if os.Getenv("GOGC") == "" {
		// The program is in memory and shrinks from here on.
		debug.SetGCPercent(70)
	}
	if t.count {
		return t.toOutput(func(w io.Writer) error { return t.countSSA(w, prog) })
	}
	if t.list {
		return t.toOutput(func(w io.Writer) error { return writeOperations(w, prog, t.jobs) })
	}
	var mu sync.Mutex
	shared := &lower.Shared{Prog: prog, Options: lower.Options{
		Runnable: t.runnable,
		Report: func(s string) {
			mu.Lock()
			defer mu.Unlock()
			t.note(s)
		},
	}}
	if t.graph {
		return t.toOutput(func(w io.Writer) error { return t.writeGraphs(w, shared) })
	}
	return t.writeModules(shared)
}

// toOutput calls f with the output file, or stdout.
func (t *tool) toOutput(f func(io.Writer) error) error {
	if t.out == "" {
		return buffered(t.stdout, f)
	}
	file, err := os.Create(t.out)
	if err != nil {
		return err
	}
	return errors.Join(buffered(file, f), file.Close())
}

func buffered(out io.Writer, f func(io.Writer) error) error {
	w := bufio.NewWriterSize(out, 1<<20)
	return errors.Join(f(w), w.Flush())
}

// writeModules writes each package's module as text or bitcode.
func (t *tool) writeModules(shared *lower.Shared) error {
	dir, ext := t.llDir, ".ll"
	if t.bcDir != "" {
		dir, ext = t.bcDir, ".bc"
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	names := fileNames(shared.Prog.Packages)
	errs := make([]error, len(names))
	load.ForEach(t.jobs, len(names), func(i int) {
		pkg := shared.Prog.Packages[i]
		if errs[i] = shared.Prog.BuildPackage(pkg); errs[i] != nil {
			return
		}
		lowered := shared.Lower(pkg)
		errs[i] = writeModule(lowered.Module, filepath.Join(dir, names[i]+ext), ext == ".bc")
		lowered.Dispose()
	})
	return joined(errs)
}

func writeModule(mod llvm.Module, path string, bitcode bool) error {
	if !bitcode {
		return os.WriteFile(path, []byte(mod.String()), 0o666)
	}
	buf := llvm.WriteBitcodeToMemoryBuffer(mod)
	defer buf.Dispose()
	return os.WriteFile(path, buf.Bytes(), 0o666)
}

// writeGraphs extracts every module and writes the graphs in the order of the
// packages, whichever is ready first.
func (t *tool) writeGraphs(w io.Writer, shared *lower.Shared) error {
	pkgs := shared.Prog.Packages
	opts := extract.Options{Simplify: !t.noSimplify, Variables: t.accesses == "variables"}
	errs := make([]error, len(pkgs))
	queue := newOrderedWriter(w, len(pkgs))
	load.ForEach(t.jobs, len(pkgs), func(i int) {
		var data []byte
		data, errs[i] = t.module(shared, pkgs[i], opts)
		queue.put(i, data)
	})
	if err := joined(errs); err != nil {
		return err
	}
	return queue.err
}

// module gives the module graph of one package, made now or kept.
func (t *tool) module(shared *lower.Shared, pkg *load.Package, opts extract.Options) ([]byte, error) {
	if pkg.Kept != nil {
		return pkg.Kept, nil
	}
	if err := shared.Prog.BuildPackage(pkg); err != nil {
		return nil, err
	}
	lowered := shared.Lower(pkg)
	defer lowered.Dispose()
	data, err := t.extract(lowered.Module, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pkg.ID, err)
	}
	if t.kept != nil && !lowered.Failed {
		t.keep(shared.Prog, pkg, lowered.Used, data)
	}
	return data, nil
}

// keep puts a graph into the cache. A cache that cannot be written costs time
// only.
func (t *tool) keep(prog *load.Program, pkg *load.Package, used lower.Used, graph []byte) {
	key, entry := prog.Entry(pkg, used.Bodies, used.Files)
	if key == "" {
		return
	}
	entry.Graph = graph
	if err := t.kept.put(key, entry); err != nil {
		t.cacheFailed.Do(func() { t.note("nothing is kept: " + err.Error()) })
	}
}

// orderedWriter writes pieces by their number, each as soon as all before it
// are written.
type orderedWriter struct {
	mu     sync.Mutex
	w      io.Writer
	pieces [][]byte
	ready  []bool
	next   int
	err    error
}

func newOrderedWriter(w io.Writer, n int) *orderedWriter {
	return &orderedWriter{w: w, pieces: make([][]byte, n), ready: make([]bool, n)}
}

func (o *orderedWriter) put(i int, data []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.pieces[i], o.ready[i] = data, true
	for o.next < len(o.ready) && o.ready[o.next] {
		if o.err == nil {
			_, o.err = o.w.Write(o.pieces[o.next])
		}
		o.pieces[o.next] = nil
		o.next++
	}
}

// joined gives all errors, one a line; the packages without one are written.
func joined(errs []error) error { return errors.Join(errs...) }

// fileNames gives each package a file name made from its import path, without
// slashes, blanks and brackets.
func fileNames(pkgs []*load.Package) []string {
	names := make([]string, len(pkgs))
	used := make(map[string]bool)
	for i, pkg := range pkgs {
		name := strings.NewReplacer("/", "_", " ", "", "[", "@", "]", "").Replace(pkg.ID)
		for base, n := name, 2; used[name]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		used[name] = true
		names[i] = name
	}
	return names
}
