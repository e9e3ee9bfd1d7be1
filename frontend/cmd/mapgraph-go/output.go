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
		ctx, mod := shared.Lower(pkg)
		errs[i] = writeModule(mod, filepath.Join(dir, names[i]+ext), ext == ".bc")
		mod.Dispose()
		ctx.Dispose()
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

// module gives the module graph of one package, from the cache if it is there.
func (t *tool) module(shared *lower.Shared, pkg *load.Package, opts extract.Options) ([]byte, error) {
	if data, ok := t.kept.get(pkg.ID); ok {
		return data, nil
	}
	if err := shared.Prog.BuildPackage(pkg); err != nil {
		return nil, err
	}
	ctx, mod := shared.Lower(pkg)
	defer ctx.Dispose()
	defer mod.Dispose()
	data, err := t.extract(mod, opts)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", pkg.ID, err)
	}
	return data, t.kept.put(pkg.ID, data)
}

func writeAll(w io.Writer, pieces [][]byte) error {
	for _, piece := range pieces {
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	return nil
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
