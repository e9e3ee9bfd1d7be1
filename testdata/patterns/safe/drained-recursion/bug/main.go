// The goroutine walks a tree by recursion and closes the channel when it is done;
// who receives the first name only goes on while it is still at work.
package main

import "fmt"

type node struct {
	name     string
	children map[string]*node
}

func (n *node) child(name string) *node {
	c := n.children[name] // RACE! MG001
	if c == nil {
		c = &node{name: name, children: make(map[string]*node)}
		n.children[name] = c // RACE! MG001
	}
	return c
}

func (n *node) each(f func(*node)) {
	for _, c := range n.children { // RACE! MG001
		f(c)
	}
}

func check(n *node, seen chan<- string) {
	seen <- n.name
	n.child("checked")
	n.each(func(c *node) {
		if c.name != "checked" {
			check(c, seen)
		}
	})
}

func start(root *node) <-chan string {
	seen := make(chan string)
	go func() {
		defer close(seen)
		check(root, seen)
	}()
	return seen
}

func main() {
	root := &node{name: "root", children: make(map[string]*node)}
	root.child("a").child("b")
	fmt.Println(<-start(root))
	root.child("c")
}
