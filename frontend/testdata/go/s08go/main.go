// s08go: every form of go statement.
package main

import "sync"

type T struct {
	mu sync.Mutex
	m  map[string]int
}

func (t *T) work(k string, n int) { t.mu.Lock(); t.m[k] = n; t.mu.Unlock() }
func (t T) vwork(k string)        { _ = t.m[k] }
func (t *T) noarg()               { t.m["x"]++ }

type Worker interface{ work(k string, n int) }

func static0()                                  { println("x") }
func static1(m map[string]int)                  { m["a"] = 1 }
func static3(m map[string]int, k string, v int) { m[k] = v }
func generic[K comparable](m map[K]int, k K)    { m[k]++ }

var gmap = map[string]int{}

func goStatic0()                   { go static0() }
func goStatic1(m map[string]int)   { go static1(m) }
func goStatic3(m map[string]int)   { go static3(m, "k", 7) }
func goAllConst()                  { go static3(gmap, "k", 7) }
func goConsts()                    { go constArgs(1, 2, "s") }
func constArgs(a, b int, s string) {}
func goClosure0()                  { go func() { println("y") }() }
func goClosure1(m map[string]int)  { go func() { m["a"] = 1 }() }
func goClosure2(m map[string]int, mu *sync.Mutex) {
	go func() { mu.Lock(); m["a"] = 1; mu.Unlock() }()
}
func goClosureArgs(m map[string]int, i int) {
	go func(i int, s string) { m[s] = i }(i, "k")
}
func goMethod(t *T)                    { go t.work("k", 1) }
func goMethod0(t *T)                   { go t.noarg() }
func goValueMethod(t T)                { go t.vwork("k") }
func goBound(t *T)                     { f := t.work; go f("k", 1) }
func goMethodExpr(t *T)                { f := (*T).work; go f(t, "k", 1) }
func goIface(w Worker)                 { go w.work("k", 1) }
func goFuncVal(f func(string, int))    { go f("k", 1) }
func goFuncVal0(f func())              { go f() }
func goField(o *struct{ f func(int) }) { go o.f(3) }
func goGeneric(m map[int]int)          { go generic(m, 3) }
func goBuiltin(c chan int)             { go close(c) }
func goDelete(m map[int]int)           { go delete(m, 3) }
func goLoop(m map[int]int) {
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			m[i] = i
		}()
	}
	wg.Wait()
}
func goNested(m map[int]int) {
	go func() {
		go func() { m[1] = 1 }()
	}()
}
func goRet(m map[int]int)            { go retv(m) }
func retv(m map[int]int) (int, bool) { v, ok := m[1]; return v, ok }

func main() {
	t := &T{m: map[string]int{}}
	goStatic0()
	goStatic1(t.m)
	goIface(t)
	goGeneric(map[int]int{})
	goFuncVal(t.work)
	goFuncVal0(static0)
	goLoop(map[int]int{})
}
