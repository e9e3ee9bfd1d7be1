// s07calls: method values, closures capturing maps, interface calls, embedded mutexes.
package main

import "sync"

type Store interface {
	Get(k string) int
	Put(k string, v int)
}
type plain struct{ m map[string]int }

func (p *plain) Get(k string) int    { return p.m[k] }
func (p *plain) Put(k string, v int) { p.m[k] = v }

type safe struct {
	sync.Mutex
	m map[string]int
}

func (s *safe) Get(k string) int {
	s.Lock()
	defer s.Unlock()
	return s.m[k]
}
func (s *safe) Put(k string, v int) { s.Lock(); s.m[k] = v; s.Unlock() }

type rsafe struct {
	*sync.RWMutex
	m map[string]int
}

func (s rsafe) Get(k string) int    { s.RLock(); defer s.RUnlock(); return s.m[k] }
func (s rsafe) Put(k string, v int) { s.RWMutex.Lock(); s.m[k] = v; s.RWMutex.Unlock() }

type valrecv struct{ m map[string]int }

func (v valrecv) Get(k string) int { return v.m[k] }

type Getter interface{ Get(k string) int }

func useStore(s Store) int   { s.Put("a", 1); return s.Get("a") }
func useGetter(g Getter) int { return g.Get("a") }
func conv(s Store) Getter    { return s }
func assertIt(v any) int     { return v.(Store).Get("a") }
func sw(v any) int {
	switch t := v.(type) {
	case *plain:
		return t.Get("a")
	case Store:
		return t.Get("b")
	}
	return 0
}
func methodValue(s *safe) func(string) int      { return s.Get }
func methodExpr() func(*safe, string) int       { return (*safe).Get }
func ifaceMethodValue(s Store) func(string) int { return s.Get }
func callMV(s *safe) int                        { f := s.Get; return f("a") }
func lockMV(s *safe)                            { l, u := s.Lock, s.Unlock; l(); s.m["a"] = 1; u() }
func capture1(m map[string]int) func(string) int {
	return func(k string) int { return m[k] }
}
func capture2(m map[string]int) func() int {
	n := 0
	return func() int { n++; m["n"] = n; return n }
}
func captureVar() func(string) int {
	m := map[string]int{}
	f := func(k string) int { return m[k] }
	m = map[string]int{"a": 1}
	return f
}
func captureMu() (func(), map[string]int) {
	var mu sync.Mutex
	m := map[string]int{}
	return func() { mu.Lock(); m["a"]++; mu.Unlock() }, m
}
func apply(f func(string) int) int                 { return f("x") }
func useClosure(m map[string]int) int              { return apply(func(k string) int { return m[k] }) }
func funcValue() int                               { return apply(plainFn) }
func plainFn(k string) int                         { return len(k) }
func withLock(mu *sync.Mutex, f func())            { mu.Lock(); defer mu.Unlock(); f() }
func useWithLock(mu *sync.Mutex, m map[string]int) { withLock(mu, func() { m["a"] = 1 }) }
func iife(m map[string]int)                        { func() { m["a"] = 1 }() }

type ops struct{ get func(string) int }

func fieldFn(o *ops) int { return o.get("a") }

func main() {
	s := &safe{m: map[string]int{}}
	println(useStore(s), useStore(&plain{map[string]int{}}), useStore(rsafe{&sync.RWMutex{}, s.m}), useGetter(valrecv{s.m}), assertIt(s), sw(s))
	println(useGetter(conv(s)), callMV(s), methodValue(s)("a"), methodExpr()(s, "a"), ifaceMethodValue(s)("a"))
	f, _ := captureMu()
	f()
	lockMV(s)
	println(capture1(s.m)("a"), capture2(s.m)(), captureVar()("a"), useClosure(s.m), funcValue(), fieldFn(&ops{s.Get}))
	useWithLock(&s.Mutex, s.m)
	iife(s.m)
}
