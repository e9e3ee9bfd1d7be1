package load

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/token"
	"go/types"
	"hash"
	"slices"
	"sync"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// node is one listed package on its way: its imports are decided, then its key
// is known; when the store has an entry for the key the package is clean, and
// type-checked only if a package that is not clean imports it.
type node struct {
	pkg     *packages.Package
	root    bool
	imports map[string]*node // by import path

	decided  chan struct{}
	key      string // "" when the package has errors
	api      string
	entry    *Entry // of a clean package
	dirty    bool
	illTyped bool

	once sync.Once
	checked
	links map[string]string
	ssa   *ssa.Package
}

// nodes is the import graph of one load.
type nodes struct {
	fset      *token.FileSet
	store     Store // may be nil
	salt      string
	witnesses bool
	spare     func()        // called before much memory is needed
	slots     chan struct{} // who works
	all       []*node       // sorted by ID
	byID      map[string]*node
	byTypes   map[*types.Package]*node
	sources   *sources
	files     sync.Map // hashes of the files of decided packages, by name
}

func newNodes(roots []*packages.Package, fset *token.FileSet, cfg Config, files *sources) *nodes {
	g := &nodes{
		fset: fset, store: cfg.Store, witnesses: cfg.Witnesses, slots: make(chan struct{}, max(1, cfg.Jobs)),
		sources: files,
		byID:    make(map[string]*node), byTypes: make(map[*types.Package]*node),
	}
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		n := &node{
			pkg: pkg, root: slices.Contains(roots, pkg), imports: make(map[string]*node),
			decided: make(chan struct{}),
		}
		n.types = types.Unsafe
		if pkg.PkgPath != "unsafe" {
			n.types = types.NewPackage(pkg.PkgPath, pkg.Name)
		}
		for path, imported := range pkg.Imports {
			n.imports[path] = g.byID[imported.ID]
		}
		g.all = append(g.all, n)
		g.byID[pkg.ID] = n
		g.byTypes[n.types] = n
	})
	slices.SortFunc(g.all, func(a, b *node) int { return cmp.Compare(a.pkg.ID, b.pkg.ID) })
	return g
}

// decide finds out which packages are clean, and type-checks the others with
// what they import.
func (g *nodes) decide() {
	for _, n := range g.all {
		go func() {
			defer close(n.decided)
			for _, imported := range n.imports {
				<-imported.decided
			}
			g.decideOne(n)
		}()
	}
	for _, n := range g.all {
		<-n.decided
	}
}

func (g *nodes) decideOne(n *node) {
	if n.pkg.PkgPath == "unsafe" {
		n.key, n.api = "unsafe", "unsafe"
		return
	}
	g.work(func() {
		n.key = g.keyOf(n)
		n.entry = g.lookup(n)
	})
	if n.entry != nil {
		n.api, n.links = n.entry.API, n.entry.LinkNames
		return
	}
	n.dirty = true
	g.ensure(n)
	n.illTyped = len(n.pkg.Errors) > 0
	for _, imported := range n.imports {
		n.illTyped = n.illTyped || imported.illTyped
	}
	if n.illTyped {
		n.key = ""
		return
	}
	if g.store != nil {
		n.api = n.pkg.ID + " " + apiHash(n.types, n.links, func(p *types.Package) string {
			if other := g.byTypes[p]; other != nil {
				return other.api
			}
			return ""
		})
	}
}

// work waits for one of the slots.
func (g *nodes) work(f func()) {
	g.slots <- struct{}{}
	defer func() { <-g.slots }()
	f()
}

// lookup gives the entry of a package whose inputs are all unchanged.
func (g *nodes) lookup(n *node) *Entry {
	if g.store == nil || n.key == "" {
		return nil
	}
	entry, ok := g.store.Get(n.key)
	if !ok {
		return nil
	}
	for _, use := range entry.Uses {
		if use.Hash == "" || g.stateOf(use) != use.Hash {
			return nil
		}
	}
	return entry
}

// stateOf gives the present hash of something that a package used; the packages
// below it are decided.
func (g *nodes) stateOf(use Use) string {
	if use.File != "" {
		hash, _ := g.files.Load(use.File)
		text, _ := hash.(string)
		return text
	}
	other := g.byID[use.Package]
	if other == nil {
		return ""
	}
	select {
	case <-other.decided:
		return other.key
	default:
		return "" // it was below the package, and is no longer
	}
}

// keyOf covers everything that the package itself is, its files, and what it
// sees of its imports.
func (g *nodes) keyOf(n *node) string {
	if len(n.pkg.Errors) > 0 {
		return ""
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s %s\n%v %s %s\n", g.salt, n.pkg.ID, n.pkg.Name, n.root, n.pkg.ForTest, n.pkg.Dir)
	if sizes := n.pkg.TypesSizes; sizes != nil {
		fmt.Fprintf(h, "words of %d bytes\n", sizes.Sizeof(types.Typ[types.Uintptr]))
	}
	if m := n.pkg.Module; m != nil {
		fmt.Fprintf(h, "%s %s %s %v %s\n", m.Path, m.Version, m.Dir, m.Main, m.GoVersion)
		if m.Replace != nil {
			fmt.Fprintf(h, "%s %s %s\n", m.Replace.Path, m.Replace.Version, m.Replace.Dir)
		}
	}
	if !g.hashFiles(n, h) {
		return ""
	}
	paths := make([]string, 0, len(n.imports))
	for path, imported := range n.imports {
		if imported.api == "" {
			return ""
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		fmt.Fprintf(h, "import %s %s\n", path, n.imports[path].api)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (g *nodes) hashFiles(n *node, h hash.Hash) bool {
	for _, name := range n.pkg.CompiledGoFiles {
		sum, err := g.sources.sum(name)
		if err != nil {
			return false
		}
		g.files.Store(name, sum)
		fmt.Fprintf(h, "file %q %s\n", name, sum)
	}
	return true
}

// ensure type-checks a package and what it imports, once: with bodies when it
// is to be lowered.
func (g *nodes) ensure(n *node) {
	if n.pkg.PkgPath == "unsafe" {
		return
	}
	n.once.Do(func() {
		g.spare()
		var below sync.WaitGroup
		for _, imported := range n.imports {
			below.Go(func() { g.ensure(imported) })
		}
		below.Wait()
		g.work(func() {
			n.checked = check(g.fset, n.pkg, n.types, importerFunc(n.importPath), n.dirty, g.sources)
			if n.dirty {
				n.links = linkNames(n.syntax)
			}
		})
	})
}

func (n *node) importPath(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	imported := n.imports[path]
	if imported == nil {
		return nil, fmt.Errorf("no metadata for %s", path)
	}
	return imported.types, nil
}

// uses gives entries of what a lowered package used of others: bodies, and
// positions in files. There is no entry for a package that cannot be kept.
func (g *nodes) uses(n *node, bodies map[*types.Package]bool, files map[string]bool) []Use {
	var list []Use
	for pkg := range bodies {
		if other := g.byTypes[pkg]; other != nil && other != n {
			list = append(list, Use{Package: other.pkg.ID, Hash: other.key})
		}
	}
	for name := range files {
		if !slices.Contains(n.pkg.CompiledGoFiles, name) {
			use := Use{File: name}
			use.Hash = g.stateOf(use)
			list = append(list, use)
		}
	}
	slices.SortFunc(list, func(a, b Use) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.File, b.File))
	})
	return list
}
