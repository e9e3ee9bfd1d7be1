// Package bench measures a cache by several goroutines at once.
package bench

import (
	"sync"
	"testing"
)

func BenchmarkCache(b *testing.B) {
	var mu sync.Mutex
	cache := map[int]int{}
	b.RunParallel(func(pb *testing.PB) {
		for n := 0; pb.Next(); n++ {
			mu.Lock()
			cache[n%10]++ // NORACE
			mu.Unlock()
		}
	})
	b.ReportMetric(float64(len(cache)), "keys") // NORACE
}
