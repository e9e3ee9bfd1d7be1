// library: generic packages of the standard library, lowered where they are used.
package main

import (
	"cmp"
	"maps"
	"slices"
	"sync/atomic"
)

type item struct {
	name string
	n    int
}

func main() {
	m := map[string]int{"c": 3, "a": 1, "b": 2}
	keys := slices.Sorted(maps.Keys(m))
	println(len(keys), keys[0], keys[1], keys[2])
	copied := maps.Collect(maps.All(m))
	copied["d"] = 4
	println(len(m), len(copied), maps.Equal(m, copied))
	maps.DeleteFunc(copied, func(k string, v int) bool { return v%2 == 0 })
	println(len(copied), copied["c"])
	maps.Copy(copied, map[string]int{"z": 26})
	println(copied["z"])
	items := []item{{"x", 3}, {"y", 1}, {"z", 2}}
	slices.SortFunc(items, func(a, b item) int { return cmp.Compare(a.n, b.n) })
	println(items[0].name, items[1].name, items[2].name)
	i, found := slices.BinarySearch(keys, "b")
	println(i, found, slices.Contains(keys, "q"), slices.Index(keys, "c"), slices.Max([]int{1, 9, 4}))
	slices.Reverse(keys)
	println(keys[0])
	var n atomic.Int64
	var raw int32
	done := make(chan bool)
	for range 4 {
		go func() {
			n.Add(2)
			atomic.AddInt32(&raw, 1)
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
	println(n.Load(), atomic.LoadInt32(&raw), n.CompareAndSwap(8, 1), n.Load())
}
