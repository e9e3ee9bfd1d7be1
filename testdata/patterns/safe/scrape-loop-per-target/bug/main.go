// One loop per target, but one cache for all of them in the options.
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
		if _, known := l.cache[series]; !known { // RACE! MG001
			l.cache[series] = i // RACE! MG001
		}
	}
}

func main() {
	var wg sync.WaitGroup
	cache := make(map[string]int)
	for _, target := range []string{"node", "api", "etcd"} {
		loop := newScrapeLoop(loopOptions{target: target, cache: cache})
		wg.Add(1)
		go func() {
			defer wg.Done()
			loop.run(40)
		}()
	}
	wg.Wait()
}
