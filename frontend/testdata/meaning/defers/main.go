// defers: order, loops, conditions, arguments evaluated early, results changed.
package main

type log struct{ lines []string }

func (l *log) add(s string) { l.lines = append(l.lines, s) }

func (l *log) show() {
	for _, s := range l.lines {
		print(s, " ")
	}
	println()
	l.lines = nil
}

func straight(l *log) {
	defer l.add("1")
	defer l.add("2")
	l.add("body")
}

func early(l *log, stop bool) int {
	if stop {
		return 1
	}
	defer l.add("late")
	l.add("on")
	return 2
}

func conditional(l *log, c bool) {
	defer l.add("first")
	if c {
		defer l.add("maybe")
	}
	defer l.add("last")
	l.add("body")
}

func between(l *log, a, b bool) {
	if a {
		defer l.add("a")
	}
	defer l.add("mid")
	if b {
		defer l.add("b")
	}
	l.add("body")
}

func loop(l *log, n int) {
	defer l.add("end")
	for i := range n {
		defer l.add(string(rune('0' + i)))
	}
}

func result() (n int) {
	defer func() { n *= 2 }()
	n = 3
	return n + 1
}

func captured(l *log) {
	x := "old"
	defer l.add(x)
	defer func() { l.add(x) }()
	x = "new"
}

func nested(l *log) {
	defer func() {
		defer l.add("inner")
		l.add("outer")
	}()
}

func builtins(m map[string]int, c chan int) {
	defer delete(m, "k")
	defer close(c)
	m["k"] = 1
}

func ranges(l *log, seq func(func(int) bool)) {
	defer l.add("out")
	for i := range seq {
		defer l.add(string(rune('x' + i)))
	}
	l.add("body")
}

func main() {
	l := &log{}
	straight(l)
	l.show()
	println(early(l, true), early(l, false))
	l.show()
	conditional(l, true)
	conditional(l, false)
	l.show()
	between(l, true, true)
	between(l, false, true)
	between(l, true, false)
	between(l, false, false)
	l.show()
	loop(l, 3)
	l.show()
	println(result())
	captured(l)
	l.show()
	nested(l)
	l.show()
	m, c := map[string]int{}, make(chan int)
	builtins(m, c)
	_, ok := <-c
	println(len(m), ok)
	ranges(l, func(yield func(int) bool) {
		_ = yield(0) && yield(1)
	})
	l.show()
}
