// generics: functions and types over several type arguments, local types.
package main

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func mapKeys[K comparable, V any](m map[K]V, less func(a, b K) bool) []K {
	var keys []K
	for k := range m {
		i := len(keys)
		keys = append(keys, k)
		for i > 0 && less(k, keys[i-1]) {
			keys[i] = keys[i-1]
			i--
		}
		keys[i] = k
	}
	return keys
}

type cache[K comparable, V any] struct {
	m    map[K]V
	make func(K) V
	hits int
}

func (c *cache[K, V]) get(k K) V {
	if v, ok := c.m[k]; ok {
		c.hits++
		return v
	}
	v := c.make(k)
	c.m[k] = v
	return v
}

type list[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) push(v T) { l.head = &node[T]{v, l.head}; l.n++ }
func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

type set[T comparable] map[T]struct{}

func (s set[T]) add(v T) set[T] { s[v] = struct{}{}; return s }

func boxed[T any](v T) any {
	type box struct{ v T }
	return box{v}
}

type stringer interface{ String() string }
type id int

func (i id) String() string { return "id" }

func show[T stringer](v T) string { return v.String() }

func zero[T any]() (z T) { return }

func main() {
	println(sum(1, 2, 3), sum(0.5, 0.25) == 0.75, sum[int]())
	for _, k := range mapKeys(map[string]int{"b": 1, "a": 2, "c": 3}, func(a, b string) bool { return a < b }) {
		print(k)
	}
	println()
	c := &cache[int, string]{m: map[int]string{}, make: func(n int) string { return string(rune('a' + n)) }}
	println(c.get(1), c.get(2), c.get(1), c.hits)
	var l list[string]
	l.push("x")
	l.push("y")
	l.each(func(s string) { print(s) })
	println(l.n)
	println(len(set[int]{}.add(1).add(1).add(2)))
	println(boxed(1) == boxed(1), boxed(1) == boxed(2), boxed(1) == boxed("1"))
	println(show(id(3)), zero[int](), zero[string]() == "", zero[*int]() == nil)
}
