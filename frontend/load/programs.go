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
	// imports them, "library"; of what cannot be loaded, the pattern.
	Name string `json:"name"`
	// Patterns load the program, and nothing else.
	Patterns []string `json:"patterns"`
	// Key covers everything that the program depends on, errors included.
	Key string `json:"key"`
}

// ListPrograms runs the go command only. Each main package is a program, and
// the packages that no main package imports are one, too. Tests are not looked
// at. The list is sorted by name.
func ListPrograms(ctx context.Context, cfg Config, salt string) ([]ListedProgram, error) {
	cfg.Tests = false
	roots, err := packages.Load(cfg.packages(ctx, listMode), cfg.Patterns...)
	if err != nil {
		return nil, explain(err)
	}
	if hasFileList(roots) {
		return one(strings.Join(cfg.Patterns, " "), cfg.Patterns, roots, salt)
	}
	var list []ListedProgram
	var rest []*packages.Package
	imported := make(map[*packages.Package]bool)
	for _, r := range roots {
		if r.Name != "main" && r.Name != "" {
			rest = append(rest, r)
			continue
		}
		packages.Visit([]*packages.Package{r}, nil, func(p *packages.Package) { imported[p] = true })
		more, err := one(r.ID, []string{r.ID}, []*packages.Package{r}, salt)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	var library []*packages.Package
	for _, r := range rest {
		if !imported[r] {
			library = append(library, r)
		}
	}
	if len(library) > 0 {
		more, err := one("library", ids(library), library, salt)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	return list, nil
}

// hasFileList tells whether the patterns were files, which make a package
// without a path.
func hasFileList(roots []*packages.Package) bool {
	return len(roots) == 1 && roots[0].PkgPath == "command-line-arguments"
}

func one(name string, patterns []string, roots []*packages.Package, salt string) ([]ListedProgram, error) {
	k := newKeyer(salt, roots)
	keys := make([]string, len(roots))
	for i, r := range roots {
		key, err := k.key(r)
		if err != nil {
			return nil, err
		}
		keys[i] = key
	}
	return []ListedProgram{{Name: name, Patterns: patterns, Key: strings.Join(keys, " ")}}, nil
}

func ids(pkgs []*packages.Package) []string {
	out := make([]string, len(pkgs))
	for i, p := range pkgs {
		out[i] = p.ID
	}
	sort.Strings(out)
	return out
}
