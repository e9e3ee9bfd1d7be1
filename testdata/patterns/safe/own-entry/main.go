// Who finds no entry puts its own there in the same section; nobody else
// removes it, so it is still there when it is removed.
package main

import "sync"

type call struct {
	done chan struct{}
	text string
}

type group struct {
	mu    sync.Mutex
	calls map[string]*call
}

func (g *group) do(name string, f func() string) string {
	g.mu.Lock()
	if c, ok := g.calls[name]; ok { // NORACE
		g.mu.Unlock()
		<-c.done
		return c.text
	}
	c := &call{done: make(chan struct{})}
	g.calls[name] = c // NORACE
	g.mu.Unlock()
	c.text = f()
	close(c.done)
	g.mu.Lock()
	delete(g.calls, name) // NORACE
	g.mu.Unlock()
	return c.text
}

func main() {
	g := &group{calls: map[string]*call{}}
	var all sync.WaitGroup
	for range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			println(g.do("ada", func() string { return "lovelace" }))
		}()
	}
	all.Wait()
}
