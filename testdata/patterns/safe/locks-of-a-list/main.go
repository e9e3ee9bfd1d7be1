// Several nodes are locked together, in the order of their numbers: a list of them is given to the function that takes
// the locks, and to the one that gives them back.
package main

import (
	"sort"
	"sync"
)

type node struct {
	mu       sync.Mutex
	number   int
	children map[string]*node
}

func lockAll(ns ...*node) {
	sort.Slice(ns, func(i, j int) bool { return ns[i].number < ns[j].number })
	var last *node
	for _, n := range ns {
		if n != last {
			n.mu.Lock()
			last = n
		}
	}
}

func unlockAll(ns ...*node) {
	var last *node
	for _, n := range ns {
		if n != last {
			n.mu.Unlock()
			last = n
		}
	}
}

func (n *node) add(name string, child *node) {
	lockAll(n, child)
	n.children[name] = child // NORACE
	unlockAll(n, child)
}

func (n *node) remove(names ...string) {
	n.mu.Lock()
	locked := []*node{n}
	for _, name := range names {
		locked = append(locked, n.children[name]) // NORACE
	}
	n.mu.Unlock()
	lockAll(locked...)
	for _, name := range names {
		delete(n.children, name) // NORACE
	}
	unlockAll(locked...)
}

func (n *node) size() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.children) // NORACE
}

func main() {
	root := &node{children: map[string]*node{}}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() { root.add("a", &node{number: i + 1}) })
		wg.Go(func() { root.remove("a") })
	}
	println(root.size())
	wg.Wait()
}
