// Two threads that find no entry put theirs there, one over the other: the lock
// is given back in between.
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
	c, ok := g.calls[name] // RACE! MG006
	g.mu.Unlock()
	if ok {
		<-c.done
		return c.text
	}
	c = &call{done: make(chan struct{})}
	g.mu.Lock()
	g.calls[name] = c // RACE! MG006
	g.mu.Unlock()
	c.text = f()
	close(c.done)
	g.mu.Lock()
	delete(g.calls, name)
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
