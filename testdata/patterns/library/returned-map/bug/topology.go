// Package topology knows the neighbours of each node.
// Neighbours gives its own map away.
package topology

import (
	"sync"
)

// Graph is an undirected graph that may change while it is used.
type Graph struct {
	mu    sync.RWMutex
	edges map[string]map[string]bool
}

// New returns an empty graph.
func New() *Graph { return &Graph{edges: make(map[string]map[string]bool)} }

// Connect adds an edge.
func (g *Graph) Connect(a, b string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, n := range []string{a, b} {
		if g.edges[n] == nil { // NORACE
			g.edges[n] = make(map[string]bool) // NORACE
		}
	}
	g.edges[a][b] = true // RACE! MG005
	g.edges[b][a] = true // RACE! MG005
}

// Neighbours returns the nodes next to a node.
func (g *Graph) Neighbours(node string) map[string]bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.edges[node] // NORACE
}

// Degree returns the number of edges of a node.
func Degree(g *Graph, node string) int {
	return len(g.Neighbours(node)) // RACE! MG005
}
