// A store elsewhere in the program puts the type that counts into the variable.
package main

import "sync"

type sink interface{ put(key string) }

type nothing struct{}

func (nothing) put(string) {}

type counter struct{ seen map[string]int }

func (c *counter) put(key string) {
	c.seen[key]++ // RACE! MG001
}

var standard sink = newSink()

func newSink() sink { return nothing{} }

func send(to sink, keys ...string) {
	for _, key := range keys {
		to.put(key)
	}
}

func count() { standard = &counter{seen: map[string]int{}} }

func main() {
	count()
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
