// Command mapgraph-go lowers Go packages to LLVM IR made for analysis, or to
// module graphs.
//
// Results go to stdout or the files asked for, diagnostics to stderr. Exit
// codes: 0 ok, 2 usage, 3 bad input, 4 internal.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"tinygo.org/x/go-llvm"

	"mapgraph/frontend/extract"
	"mapgraph/frontend/load"
)

const (
	exitOK       = 0
	exitUsage    = 2
	exitInput    = 3
	exitInternal = 4
)

// options are the command line.
type options struct {
	tags, dir, llDir, bcDir, out, cache, accesses string
	tests, graph, list, count, programs           bool
	noSimplify, runnable                          bool
	jobs                                          int
	patterns                                      []string
}

const usage = `usage: mapgraph-go [flags] (--emit-llvm DIR | --emit-bc DIR | --mg | --list-ssa | --count-ssa | --list-programs) PATTERN...

Lowers Go packages, named as for the go command, to LLVM IR made for analysis.

  --emit-llvm DIR  write one .ll per package
  --emit-bc DIR    write one .bc per package
  --mg             write module graphs
  --list-ssa       write the map operations that go/ssa has, one as JSON a line
  --count-ssa      write the size of the program in go/ssa, and the cost up to there
  --list-programs  write the programs among the packages, one as JSON a line: main
                   packages, and the rest as a library; with a key of all that
                   each depends on
  -o FILE          where --mg, --list-ssa and --count-ssa write (default stdout)
  -C DIR           run in DIR
  --tags T         build tags, comma separated
  --tests=BOOL     include test packages (default true)
  -j N             work on N packages at a time (default: processors)
  --accesses=variables
                   count loads and stores of shared variables as accesses
  --no-simplify    write graphs as extracted
  --cache DIR      keep module graphs of unchanged packages in DIR
  --runnable       add to IR what only execution needs
`

func parse(args []string) (*options, error) {
	o := new(options)
	fs := flag.NewFlagSet("mapgraph-go", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.tags, "tags", "", "")
	fs.StringVar(&o.dir, "C", "", "")
	fs.StringVar(&o.llDir, "emit-llvm", "", "")
	fs.StringVar(&o.bcDir, "emit-bc", "", "")
	fs.StringVar(&o.out, "o", "", "")
	fs.StringVar(&o.cache, "cache", "", "")
	fs.StringVar(&o.accesses, "accesses", "", "")
	fs.BoolVar(&o.tests, "tests", true, "")
	fs.BoolVar(&o.graph, "mg", false, "")
	fs.BoolVar(&o.list, "list-ssa", false, "")
	fs.BoolVar(&o.count, "count-ssa", false, "")
	fs.BoolVar(&o.programs, "list-programs", false, "")
	fs.BoolVar(&o.noSimplify, "no-simplify", false, "")
	fs.BoolVar(&o.runnable, "runnable", false, "")
	fs.IntVar(&o.jobs, "j", runtime.GOMAXPROCS(0), "")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	o.patterns = fs.Args()
	return o, o.check()
}

func (o *options) check() error {
	modes := 0
	for _, on := range []bool{o.llDir != "", o.bcDir != "", o.graph, o.list, o.count, o.programs} {
		if on {
			modes++
		}
	}
	switch {
	case modes != 1:
		return errors.New("give one of --emit-llvm, --emit-bc, --mg, --list-ssa, --count-ssa, --list-programs")
	case len(o.patterns) == 0:
		return errors.New("no packages given")
	case o.jobs < 1:
		return fmt.Errorf("-j %d: must be at least 1", o.jobs)
	case o.accesses != "" && o.accesses != "variables" && o.accesses != "maps":
		return fmt.Errorf("--accesses=%s: must be maps or variables", o.accesses)
	case o.cache != "" && !o.graph:
		return errors.New("--cache needs --mg")
	case o.out != "" && !o.graph && !o.list && !o.count && !o.programs:
		return errors.New("-o needs --mg, --list-ssa, --count-ssa or --list-programs")
	}
	return nil
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) (code int) {
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "mapgraph-go: %v\n%s", err, usage)
		return exitUsage
	}
	if o.graph && !extract.Available {
		fmt.Fprintln(stderr, "mapgraph-go: --mg: this binary was built without the extraction library (build tag extract)")
		return exitInternal
	}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(stderr, "mapgraph-go: internal error: %v\n%s", r, debug.Stack())
			code = exitInternal
		}
	}()
	runtime.GOMAXPROCS(o.jobs)
	tool := &tool{options: o, start: time.Now(), stdout: stdout, stderr: stderr, extract: extract.Module}
	return tool.run(context.Background())
}

// tool is one run of the command.
type tool struct {
	*options
	stdout, stderr io.Writer
	extract        func(llvm.Module, extract.Options) ([]byte, error)
	kept           *graphCache
	start          time.Time
	cacheFailed    sync.Once
}

func (t *tool) note(text string) { fmt.Fprintf(t.stderr, "mapgraph-go: %s\n", text) }

func (t *tool) run(ctx context.Context) int {
	cfg := load.Config{Dir: t.dir, Tags: t.tags, Tests: t.tests, Patterns: t.patterns, Note: t.note, Jobs: t.jobs}
	cfg.Witnesses = !t.count
	if t.programs {
		return t.listPrograms(ctx, cfg)
	}
	if t.graph && t.cache != "" {
		t.kept = &graphCache{dir: t.cache}
		cfg.Store, cfg.Salt = t.kept, sync.OnceValues(t.salt)
		go cfg.Salt() // beside the list
	}
	prog, err := load.Load(ctx, cfg)
	if err != nil {
		if cfg.Salt != nil {
			if _, err := cfg.Salt(); err != nil {
				t.note(err.Error())
				return exitInternal
			}
		}
		return t.failed(err)
	}
	for _, line := range prog.Errors {
		fmt.Fprintln(t.stderr, line)
	}
	if err := t.write(prog); err != nil {
		t.note(err.Error())
		return exitInternal
	}
	if len(prog.Errors) > 0 {
		return exitInput
	}
	return exitOK
}

// failed reports a load that gave nothing.
func (t *tool) failed(err error) int {
	var bad *load.InputError
	if errors.As(err, &bad) {
		fmt.Fprintln(t.stderr, strings.Join(bad.Lines, "\n"))
	} else {
		t.note(err.Error())
	}
	return exitInput
}
