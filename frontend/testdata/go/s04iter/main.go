// s04iter: range, len, clear, package maps, range over func.
package main

import (
	"iter"
	"maps"
	"slices"
)

type big struct{ a [32]int }

func rangeKV(m map[string]int) (n int) {
	for k, v := range m {
		n += len(k) + v
	}
	return
}
func rangeK(m map[int]bool) (n int) {
	for k := range m {
		n += k
	}
	return
}
func rangeNone(m map[int]bool) (n int) {
	for range m {
		n++
	}
	return
}
func rangeBig(m map[int]big) (n int) {
	for _, v := range m {
		n += v.a[1]
	}
	return
}
func rangeDelete(m map[int]bool) {
	for k, v := range m {
		if !v {
			delete(m, k)
		}
	}
}
func delAll(m map[int]bool) {
	for k := range m {
		delete(m, k)
	}
}
func rangeNested(m map[string]map[int]int) (n int) {
	for _, in := range m {
		for _, v := range in {
			n += v
		}
	}
	return
}
func lenOf(m map[string]int) int { return len(m) }
func clearIt(m map[string]int)   { clear(m) }

func cloneIt(m map[string]int) map[string]int { return maps.Clone(m) }
func copyIt(d, s map[string]int)              { maps.Copy(d, s) }
func equalIt(a, b map[string]int) bool        { return maps.Equal(a, b) }
func delFunc(m map[string]int) {
	maps.DeleteFunc(m, func(k string, v int) bool { return v == 0 })
}
func keysLoop(m map[string]int) (n int) {
	for k := range maps.Keys(m) {
		n += len(k)
	}
	return
}
func valuesLoop(m map[string]int) (n int) {
	for v := range maps.Values(m) {
		n += v
	}
	return
}
func allLoop(m map[string]int) (n int) {
	for k, v := range maps.All(m) {
		n += len(k) + v
	}
	return
}
func sortedKeys(m map[string]int) []string                 { return slices.Sorted(maps.Keys(m)) }
func collect(s iter.Seq2[string, int]) map[string]int      { return maps.Collect(s) }
func insertAll(m map[string]int, s iter.Seq2[string, int]) { maps.Insert(m, s) }

// own iterator over a map (range-over-func, body updates another map)
type table struct{ m map[string]int }

func (t *table) Each() iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for k, v := range t.m {
			if !yield(k, v) {
				return
			}
		}
	}
}
func invert(t *table) map[int]string {
	out := map[int]string{}
	for k, v := range t.Each() {
		if v < 0 {
			break
		}
		out[v] = k
	}
	return out
}
func rangeInt(m map[int]int) {
	for i := range 10 {
		m[i] = i
	}
}

func main() {
	m := map[string]int{"a": 1}
	println(rangeKV(m), len(sortedKeys(m)), len(invert(&table{m})), len(cloneIt(m)), len(collect(maps.All(m))))
}
