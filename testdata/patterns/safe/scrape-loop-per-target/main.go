// One loop per target, each with a cache that only it owns, stored once through
// an options struct.
package main

import (
	"fmt"
	"sync"
)

type loopOptions struct {
	target string
	cache  map[string]int
}

type scrapeLoop struct {
	target string
	cache  map[string]int
}

func newScrapeLoop(opts loopOptions) *scrapeLoop {
	return &scrapeLoop{target: opts.target, cache: opts.cache}
}

func (l *scrapeLoop) run(rounds int) {
	for i := 0; i < rounds; i++ {
		series := fmt.Sprintf("%s/series-%d", l.target, i%5)
		if _, known := l.cache[series]; !known { // NORACE
			l.cache[series] = i // NORACE
		}
	}
}

func main() {
	var wg sync.WaitGroup
	for _, target := range []string{"node", "api", "etcd"} {
		cache := make(map[string]int)
		loop := newScrapeLoop(loopOptions{target: target, cache: cache})
		wg.Add(1)
		go func() {
			defer wg.Done()
			loop.run(40)
		}()
	}
	wg.Wait()
}
