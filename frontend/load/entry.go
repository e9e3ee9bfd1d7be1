package load

import "go/types"

// Entry is what is kept of a package that was lowered, by the key of its
// action: its files, what it is, and the APIs of its imports.
type Entry struct {
	// API identifies what its importers see of it.
	API string
	// LinkNames are those of the package.
	LinkNames map[string]string
	// Uses are other inputs that the lowered module depends on. They are known
	// only after lowering, and looked at before the entry is used.
	Uses []Use
	// Graph is its module graph.
	Graph []byte `json:"-"`
}

// Use is a package whose bodies were instantiated, or a file of another package
// whose positions are in the module, with the hash of its state.
type Use struct {
	Package string `json:",omitempty"` // ID
	File    string `json:",omitempty"`
	Hash    string
}

// Entry makes the entry of a package that was lowered, from what was used of
// others: bodies that were instantiated, and files whose positions were taken.
// There is none for a package without a key, and none once a file was
// changed between its hash and its use.
func (p *Program) Entry(pkg *Package, bodies map[*types.Package]bool, files map[string]bool) (key string, e *Entry) {
	n := pkg.node
	if n.key == "" || p.nodes.sources.changed.Load() {
		return "", nil
	}
	return n.key, &Entry{API: n.api, LinkNames: n.links, Uses: p.nodes.uses(n, bodies, files)}
}

// Store keeps entries.
type Store interface {
	// Get gives the entry with this key, if it is kept and not damaged.
	Get(key string) (*Entry, bool)
}
