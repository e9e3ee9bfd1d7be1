// s06generics: generic functions and types over maps.
package main

import "sync"

func get[K comparable, V any](m map[K]V, k K) V          { return m[k] }
func put[M ~map[K]V, K comparable, V any](m M, k K, v V) { m[k] = v }
func keys[K comparable, V any](m map[K]V) []K {
	var r []K
	for k := range m {
		r = append(r, k)
	}
	return r
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(v T)      { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }

type Cache[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func NewCache[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{m: make(map[K]V)} }
func (c *Cache[K, V]) Get(k K) (V, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.m[k]
	return v, ok
}
func (c *Cache[K, V]) Put(k K, v V) {
	c.mu.Lock()
	c.m[k] = v
	c.mu.Unlock()
}

type point struct{ x, y int }

func main() {
	a := map[string]int{}
	b := map[int]point{}
	put(a, "x", 1)
	put(b, 1, point{})
	println(get(a, "x"), get(b, 1).x, len(keys(a)))
	s := Set[string]{}
	s.Add("q")
	println(s.Has("q"))
	c := NewCache[string, int]()
	c.Put("a", 1)
	d := NewCache[int, *point]()
	d.Put(1, &point{})
	v, _ := c.Get("a")
	println(v)
	e, _ := d.Get(1)
	println(e.x)
}
