package load

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"sort"
	"strings"
)

// parseFile parses without comments, which are a quarter of a syntax tree,
// unless there are directives among them.
func parseFile(fset *token.FileSet, name string, src []byte) (*ast.File, error) {
	mode := parser.AllErrors | parser.SkipObjectResolution
	if bytes.Contains(src, []byte("//go:linkname ")) {
		mode |= parser.ParseComments
	}
	return parser.ParseFile(fset, name, src, mode)
}

// linkNames reads the two-argument //go:linkname directives of a package. The
// one-argument form keeps the name and needs no entry.
func linkNames(files []*ast.File) map[string]string {
	var names map[string]string
	for _, f := range files {
		for _, group := range f.Comments {
			for _, c := range group.List {
				text, ok := strings.CutPrefix(c.Text, "//go:linkname ")
				if !ok {
					continue
				}
				words := strings.Fields(text)
				if len(words) < 2 || !strings.Contains(words[1], ".") {
					continue
				}
				if names == nil {
					names = make(map[string]string)
				}
				names[words[0]] = words[1]
			}
		}
	}
	return names
}

// localTypes numbers the types declared inside functions, in source order,
// separately for each name, so that they can be told apart in symbols.
func localTypes(fset *token.FileSet, n *node) map[token.Pos]LocalType {
	var objs []*types.TypeName
	scope := n.types.Scope()
	for _, obj := range n.info.Defs {
		tn, ok := obj.(*types.TypeName)
		if !ok || tn.Parent() == scope || tn.IsAlias() {
			continue
		}
		if _, param := tn.Type().(*types.TypeParam); !param {
			objs = append(objs, tn)
		}
	}
	if len(objs) == 0 {
		return nil
	}
	// Positions depend on the order in which files were parsed; file names and
	// offsets do not.
	sort.Slice(objs, func(i, j int) bool {
		a, b := fset.Position(objs[i].Pos()), fset.Position(objs[j].Pos())
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		return a.Offset < b.Offset
	})
	count := make(map[string]int)
	local := make(map[token.Pos]LocalType, len(objs))
	for _, tn := range objs {
		count[tn.Name()]++
		local[tn.Pos()] = LocalType{Index: count[tn.Name()], Obj: tn}
	}
	return local
}
