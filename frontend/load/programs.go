package load

import (
	"context"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// ListedProgram is one program among the packages that some patterns name.
type ListedProgram struct {
	// Name is the import path of a main package; of packages without one that
	// imports them, "library"; of others with tests, "tests"; of what cannot be
	// loaded, the pattern.
	Name string `json:"name"`
	// Patterns load the program, and nothing else.
	Patterns []string `json:"patterns"`
	// Key covers everything that the program depends on, errors included.
	Key string `json:"key"`
}

// ListPrograms runs the go command only. Each main package is a program, and
// the packages that no main package imports are one, too; with their tests, if
// asked for. The tests of all other packages are then one more. The list is
// sorted by name.
func ListPrograms(ctx context.Context, cfg Config, salt string) ([]ListedProgram, error) {
	files := new(sources)
	roots, err := listPackages(ctx, cfg, files)
	if err != nil {
		return nil, err
	}
	code, tests := splitTests(roots)
	if hasFileList(code) {
		list, err := one(nil, strings.Join(cfg.Patterns, " "), code, tests, salt, files)
		if err == nil {
			list[0].Patterns = cfg.Patterns
		}
		return list, err
	}
	mains, library, others := sortPackages(code)
	var list []ListedProgram
	for _, m := range mains {
		if list, err = one(list, m.ID, []*packages.Package{m}, tests, salt, files); err != nil {
			return nil, err
		}
	}
	if list, err = one(list, "library", library, tests, salt, files); err != nil {
		return nil, err
	}
	var tested []*packages.Package
	for _, p := range others {
		if len(tests[p.PkgPath]) > 0 {
			tested = append(tested, p)
		}
	}
	if list, err = one(list, "tests", tested, tests, salt, files); err != nil {
		return nil, err
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list, nil
}

// splitTests tells packages from the variants and main packages that test them,
// which it gives by the path of the package.
func splitTests(roots []*packages.Package) ([]*packages.Package, map[string][]*packages.Package) {
	var code []*packages.Package
	tests := make(map[string][]*packages.Package)
	for _, r := range roots {
		switch path, isMain := strings.CutSuffix(r.ID, ".test"); {
		case r.ForTest != "":
			tests[r.ForTest] = append(tests[r.ForTest], r)
		case isMain:
			tests[path] = append(tests[path], r)
		default:
			code = append(code, r)
		}
	}
	return code, tests
}

// sortPackages tells main packages (and what cannot be loaded), packages that
// none of them imports, and the rest.
func sortPackages(code []*packages.Package) (mains, library, others []*packages.Package) {
	imported := make(map[*packages.Package]bool)
	for _, p := range code {
		if p.Name == "main" || p.Name == "" {
			mains = append(mains, p)
			packages.Visit([]*packages.Package{p}, nil, func(p *packages.Package) { imported[p] = true })
		}
	}
	for _, p := range code {
		switch {
		case p.Name == "main" || p.Name == "":
		case imported[p]:
			others = append(others, p)
		default:
			library = append(library, p)
		}
	}
	return mains, library, others
}

// hasFileList tells whether the patterns were files, which make a package
// without a path.
func hasFileList(roots []*packages.Package) bool {
	return len(roots) == 1 && roots[0].PkgPath == "command-line-arguments"
}

// one adds the program of some packages with their tests, if there are any.
func one(list []ListedProgram, name string, roots []*packages.Package,
	tests map[string][]*packages.Package, salt string, files *sources) ([]ListedProgram, error) {
	if len(roots) == 0 {
		return list, nil
	}
	all := roots[:len(roots):len(roots)]
	for _, r := range roots {
		all = append(all, tests[r.PkgPath]...)
	}
	k := newKeyer(salt, all, files)
	keys := make([]string, len(all))
	for i, r := range all {
		key, err := k.key(r)
		if err != nil {
			return nil, err
		}
		keys[i] = key
	}
	return append(list, ListedProgram{Name: name, Patterns: ids(roots), Key: strings.Join(keys, " ")}), nil
}

func ids(pkgs []*packages.Package) []string {
	out := make([]string, len(pkgs))
	for i, p := range pkgs {
		out[i] = p.ID
	}
	sort.Strings(out)
	return out
}
