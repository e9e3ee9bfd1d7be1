// One index per shard, one goroutine per shard. The go directive of this
// module is 1.21: all goroutines share one shard variable, so several of them
// write the index that it holds last.
package main

import (
	"fmt"
	"sync"
)

type shard struct {
	name  string
	index map[string]int
}

func (s *shard) fill() {
	for i := 0; i < 100; i++ {
		s.index[fmt.Sprint(s.name, i)] = i // RACE! MG001
	}
}

func main() {
	var shards []*shard
	for _, name := range []string{"a", "b", "c", "d"} {
		shards = append(shards, &shard{name: name, index: make(map[string]int)})
	}
	var wg sync.WaitGroup
	for _, s := range shards {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.fill()
		}()
	}
	wg.Wait()
}
