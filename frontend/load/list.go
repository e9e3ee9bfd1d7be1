package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"

	"golang.org/x/tools/go/packages"
)

// listMode asks the go command what there is, and nothing about its contents.
const listMode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles |
	packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedForTest |
	packages.NeedTypesSizes

type keyer struct {
	salt  string
	files *sources
	keys  map[*packages.Package]string
	roots map[*packages.Package]bool
}

func newKeyer(salt string, roots []*packages.Package, files *sources) *keyer {
	k := &keyer{
		salt: salt, files: files, keys: make(map[*packages.Package]string), roots: make(map[*packages.Package]bool),
	}
	for _, r := range roots {
		k.roots[r] = true
	}
	return k
}

func (k *keyer) key(pkg *packages.Package) (string, error) {
	if key, ok := k.keys[pkg]; ok {
		return key, nil
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%v %s\n", k.salt, pkg.ID, k.roots[pkg], pkg.ForTest)
	if m := pkg.Module; m != nil {
		fmt.Fprintf(h, "%s %s %s %v %s\n", m.Path, m.Version, m.Dir, m.Main, m.GoVersion)
		if m.Replace != nil {
			fmt.Fprintf(h, "%s %s %s\n", m.Replace.Path, m.Replace.Version, m.Replace.Dir)
		}
	}
	for _, e := range pkg.Errors {
		fmt.Fprintf(h, "error %q\n", e.Error())
	}
	for _, name := range pkg.CompiledGoFiles {
		sum, err := k.files.sum(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "file %q %s\n", name, sum)
	}
	paths := make([]string, 0, len(pkg.Imports))
	for path := range pkg.Imports {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	for _, path := range paths {
		key, err := k.key(pkg.Imports[path])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "import %s %s\n", path, key)
	}
	key := hex.EncodeToString(h.Sum(nil))
	k.keys[pkg] = key
	return key, nil
}
