// iterators: loops over functions with break, return, continue, labels, defer.
package main

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer println("iterator ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(m map[string]int, order ...string) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		for _, k := range order {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}

func find(n int) (int, bool) {
	for i := range count(10) {
		if i*i >= n {
			return i, true
		}
	}
	return 0, false
}

func labels() (n int) {
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j > i {
				continue outer
			}
			if i == 2 {
				break outer
			}
			n += 10*i + j
		}
	}
	return
}

func deferred() {
	for i := range count(2) {
		defer println("deferred", i)
	}
	println("body done")
}

func main() {
	sum := 0
	for i := range count(4) {
		sum += i
	}
	println(sum)
	println(find(10))
	println(labels())
	deferred()
	m := map[string]int{"a": 1, "b": 2}
	inverse := map[int]string{}
	for k, v := range pairs(m, "a", "b") {
		inverse[v] = k
	}
	println(inverse[1], inverse[2])
	for range count(1) {
		println("once")
	}
}
