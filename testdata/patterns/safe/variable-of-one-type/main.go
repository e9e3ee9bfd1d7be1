// What the package's variable holds drops all that it is given; the type that counts is never in it. Only who asks which
// code can run where all calls of put meet, and not for whom, sees the counter behind the variable.
package main

import "sync"

type sink interface{ put(key string) }

type nothing struct{}

func (nothing) put(string) {}

type counter struct{ seen map[string]int }

func (c *counter) put(key string) {
	c.seen[key]++ // NORACE
}

var standard sink = newSink()

func newSink() sink { return nothing{} }

func send(to sink, keys ...string) {
	for _, key := range keys {
		to.put(key)
	}
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			send(standard, "a", "b")
			send(&counter{seen: map[string]int{}}, "c")
		}()
	}
	wg.Wait()
}
