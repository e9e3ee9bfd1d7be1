// Package bench measures a cache by several goroutines at once.
package bench

import "testing"

func BenchmarkCache(b *testing.B) {
	cache := map[int]int{}
	b.RunParallel(func(pb *testing.PB) {
		for n := 0; pb.Next(); n++ {
			cache[n%10]++ // RACE! MG001
		}
	})
	b.ReportMetric(float64(len(cache)), "keys") // NORACE
}
