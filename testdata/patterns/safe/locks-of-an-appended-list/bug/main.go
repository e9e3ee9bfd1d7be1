// Several nodes are locked together by a function that is given a list of them, but the one whose map is changed is not in
// the list.
package main

import (
	"sort"
	"sync"
)

type node struct {
	mu       sync.Mutex
	number   int
	change   int
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
	lockAll(child)
	n.children[name] = child // RACE! MG001|MG003
	unlockAll(child)
}

func (n *node) remove(names ...string) {
	var locked []*node
retry:
	for {
		n.mu.Lock()
		locked = locked[:0]
		change := n.change
		for _, name := range names {
			child := n.children[name] // RACE! MG003
			if child == nil {
				n.mu.Unlock()
				return
			}
			locked = append(locked, child)
		}
		n.mu.Unlock()
		lockAll(locked...)
		if n.change != change {
			unlockAll(locked...)
			continue retry
		}
		for _, name := range names {
			delete(n.children, name) // RACE! MG001|MG003
		}
		n.change++
		unlockAll(locked...)
		break
	}
}

func (n *node) size() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.children) // RACE! MG003
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
