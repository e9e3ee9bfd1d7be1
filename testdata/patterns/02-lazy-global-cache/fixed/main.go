// Buffer pools by size, filled on first use under a package-level mutex.
package main

import (
	"fmt"
	"sync"
)

var (
	poolsMu sync.Mutex
	pools   = make(map[int]*sync.Pool)
)

// PoolFor returns the pool of buffers with the given size.
func PoolFor(size int) *sync.Pool {
	poolsMu.Lock()
	defer poolsMu.Unlock()
	if pool, ok := pools[size]; ok { // NORACE
		return pool
	}
	pool := &sync.Pool{New: func() any {
		buf := make([]byte, size)
		return &buf
	}}
	pools[size] = pool // NORACE
	return pool
}

func encode(id int) int {
	pool := PoolFor(64 << (id % 3))
	buf := pool.Get().(*[]byte)
	defer pool.Put(buf)
	return copy(*buf, fmt.Sprint("frame ", id))
}

func main() {
	var wg sync.WaitGroup
	for id := 0; id < 8; id++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			encode(id)
		}()
	}
	wg.Wait()
}
