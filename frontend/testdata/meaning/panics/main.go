// panics: recovered at several depths, locks released on the way, re-panics.
package main

import "sync"

type failure struct{ code int }

func (f failure) Error() string { return "failure" }

var mu sync.Mutex
var m = map[string]int{}

func update(k string, v int) {
	mu.Lock()
	defer mu.Unlock()
	if v < 0 {
		panic(failure{v})
	}
	m[k] = v
}

func try(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = r
		case string:
			err = failure{len(r)}
		}
	}()
	f()
	return nil
}

func survived(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return
}

func unnamed(n int) int {
	defer func() { recover() }()
	if n > 1 {
		panic("no")
	}
	return n
}

func deep(n int) {
	defer func() { m["deep"]++ }()
	if n == 0 {
		panic("bottom")
	}
	deep(n - 1)
}

func again() {
	defer func() {
		r := recover()
		panic(r.(string) + "?")
	}()
	panic("what")
}

func conditional(c bool) (s string) {
	if c {
		defer func() {
			s = "recovered " + recover().(string)
		}()
	}
	if c {
		panic("it")
	}
	return "fine"
}

func remaining() (n int) {
	defer func() { n += 100 }()
	defer func() {
		recover()
		n += 10
	}()
	defer func() { n++ }()
	panic("x")
}

func main() {
	println(try(func() { update("a", 1) }) == nil)
	err := try(func() { update("a", -5) })
	println(err.(failure).code, err.Error(), mu.TryLock())
	mu.Unlock()
	println(unnamed(1), unnamed(2))
	println(try(func() { deep(4) }).(failure).code, m["deep"])
	println(try(again).(failure).code)
	println(conditional(false), conditional(true))
	println(remaining())
	var nothing map[string]int
	println(survived(func() { nothing["x"] = 1 }))
	var x any = 3
	println(survived(func() { _ = x.(string) }), survived(func() { _ = x.(int) }))
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { println("in goroutine", recover() != nil) }()
		panic(1)
	}()
	<-done
	println(recover() == nil)
}
