// slices: append with and without room, aliasing, arrays, copies, clear.
package main

type pair struct {
	k string
	v int
}

func sum(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}

func grow(s []int) []int { return append(s, 4) }

func main() {
	a := []int{1, 2, 3}
	b := a[:2]
	b = append(b, 9)
	println(a[2], len(b), cap(b))
	c := append(a[:2:2], 7)
	println(a[2], c[2])
	println(len(grow(a)), len(a), sum(a...), sum(), sum(1, 2))

	arr := [5]int{4: 5}
	s := arr[1:4]
	s[0] = 8
	println(arr[1], arr[4], len(s), cap(s))
	copied := arr
	copied[1] = 0
	println(arr[1], copied[1], arr == copied, copied == [5]int{4: 5})

	m := make([][]int, 3)
	for i := range m {
		m[i] = make([]int, i+1)
		for j := range m[i] {
			m[i][j] = i * j
		}
	}
	println(m[2][2], len(m[1]))

	ps := []pair{{"a", 1}, {"b", 2}}
	for i := range ps {
		ps[i].v *= 10
	}
	for _, p := range ps {
		p.v = 0
	}
	println(ps[0].v, ps[1].v, ps[1].k)
	println(copy(a, a[1:]), a[0], a[1], a[2])
	clear(a)
	println(a[0], a[2], len(a))
	four := [4]int(append(s, 1))
	println(four[3])
	p := &arr
	for i, x := range p {
		p[i] = x + 1
	}
	println(p[4], len(p))
	var zero []int
	println(zero == nil, len(zero), len(append(zero, zero...)))
	funcs := []func() int{}
	for i := range 3 {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	println(funcs[0](), funcs[0](), funcs[2]())
	var box struct {
		xs [3]int
		m  map[int]int
	}
	box.xs[1] = 4
	i := 1
	println(box.xs[i], len(box.xs), [3]string{"x", "y", "z"}[i])
}
