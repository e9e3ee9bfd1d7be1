// goroutines: every form of go statement, joined by wait groups.
package main

import "sync"

type counter struct {
	mu sync.Mutex
	m  map[string]int
}

func (c *counter) add(k string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[k] += n
}

type adder interface{ add(k string, n int) }

func run(wg *sync.WaitGroup, f func(string, int), k string) {
	defer wg.Done()
	f(k, 1)
}

func generic[K comparable](wg *sync.WaitGroup, m map[K]int, k K) (int, bool) {
	m[k] = 9
	wg.Done()
	return 1, true
}

func main() {
	c := &counter{m: map[string]int{}}
	var wg sync.WaitGroup
	wg.Add(4)
	go run(&wg, c.add, "bound")
	go func() {
		defer wg.Done()
		c.add("closure", 2)
	}()
	go func(k string, n int) {
		c.add(k, n)
		wg.Done()
	}("args", 3)
	m := map[int]int{}
	go generic(&wg, m, 4)
	wg.Wait()
	println(c.m["bound"], c.m["closure"], c.m["args"], m[4])

	for i := range 20 {
		wg.Go(func() { c.add("loop", i) })
	}
	wg.Wait()
	println(c.m["loop"])

	done := make(chan bool)
	var a adder = c
	go func() {
		go a.add("iface", 7)
		done <- true
	}()
	<-done
	for {
		c.mu.Lock()
		n := c.m["iface"]
		c.mu.Unlock()
		if n > 0 {
			println(n)
			break
		}
	}
	go close(done)
	_, open := <-done
	println(open)
}
