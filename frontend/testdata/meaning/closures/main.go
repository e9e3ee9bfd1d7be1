// closures: captured variables, recursion, method values, functions in maps.
package main

type acc struct{ n int }

func (a *acc) add(k int) int { a.n += k; return a.n }
func (a acc) get() int       { return a.n }

func counter() (func() int, func()) {
	n := 0
	return func() int { n++; return n }, func() { n = 0 }
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func apply(f func(string, int) (int, string), s string) string {
	n, t := f(s, 2)
	for range n {
		t += "."
	}
	return t
}

var global = func(x int) int { return x + seed }
var seed = 40

func main() {
	next, reset := counter()
	next()
	next()
	println(next())
	reset()
	println(next())
	println(compose(func(x int) int { return x + 1 }, func(x int) int { return x * 3 })(4))
	a := &acc{}
	add, get := a.add, a.get
	println(add(5), add(6), get(), a.get())
	ops := map[string]func(int, int) int{
		"+": func(a, b int) int { return a + b },
		"-": func(a, b int) int { return a - b },
	}
	println(ops["+"](3, 4), ops["-"](3, 4), ops["*"] == nil)
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	println(fib(15))
	println(apply(func(s string, n int) (int, string) { return n + 1, s + s }, "ab"))
	m := map[string]int{}
	f := func(k string) int { return m[k] }
	m = map[string]int{"a": 7}
	println(f("a"), global(2))
	x := 1
	func() {
		x := x + 1
		func() { x *= 10; println(x) }()
	}()
	println(x)
	old := 0
	for i := 0; i < 3; i++ {
		defer func() { println("deferred", i, old); old = i }()
	}
}
