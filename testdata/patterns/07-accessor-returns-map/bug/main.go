// Labels returns the map itself, so its callers range over it without the lock.
package main

import (
	"fmt"
	"sync"
)

// Node is one machine of the cluster.
type Node struct {
	mu     sync.RWMutex
	labels map[string]string
}

// Labels returns the labels of the node.
func (n *Node) Labels() map[string]string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.labels
}

// SetLabel adds or changes one label.
func (n *Node) SetLabel(key, value string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.labels[key] = value // RACE! MG005
}

// DropLabel removes one label.
func (n *Node) DropLabel(key string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.labels, key) // RACE! MG005
}

func describe(n *Node) (text string) {
	for key, value := range n.Labels() { // RACE! MG005
		text += key + "=" + value + ","
	}
	return text
}

func main() {
	node := &Node{labels: map[string]string{"zone": "a"}}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			node.SetLabel(fmt.Sprint("rack-", i%7), "yes")
			node.DropLabel(fmt.Sprint("rack-", (i+3)%7))
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 100; i++ {
			_ = describe(node)
		}
	}()
	wg.Wait()
}
