// A sharded map: a lock for each shard, found by the same hash as the map.
package main

import (
	"fmt"
	"hash/fnv"
	"sync"
)

type shard struct {
	mu    sync.RWMutex
	items map[string]int
}

type shardedMap [8]*shard

func newShardedMap() *shardedMap {
	var m shardedMap
	for i := range m {
		m[i] = &shard{items: make(map[string]int)}
	}
	return &m
}

func (m *shardedMap) shard(key string) *shard {
	h := fnv.New32a()
	h.Write([]byte(key))
	return m[h.Sum32()%uint32(len(m))]
}

func (m *shardedMap) Set(key string, n int) {
	s := m.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items[key] = n // NORACE
}

func (m *shardedMap) Get(key string) int {
	s := m.shard(key)
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.items[key] // NORACE
}

func main() {
	m := newShardedMap()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 50; n++ {
				m.Set(fmt.Sprint(i, n), n)
				m.Get(fmt.Sprint(n, i))
			}
		}()
	}
	wg.Wait()
}
