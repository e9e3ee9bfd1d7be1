// s10sync: WaitGroup, Once, OnceFunc, sync.Map, Pool.
package main

import "sync"

var wg sync.WaitGroup
var once sync.Once
var sm sync.Map
var lazy map[string]int
var pool = sync.Pool{New: func() any { return map[string]int{} }}
var initOnce = sync.OnceFunc(func() { lazy = map[string]int{"a": 1} })
var getOnce = sync.OnceValue(func() map[string]int { return map[string]int{"b": 1} })

func wgUse(m map[int]int) {
	wg.Add(1)
	go func() { defer wg.Done(); m[1] = 1 }()
	wg.Wait()
}
func wgLocal(m map[int]int) {
	var w sync.WaitGroup
	w.Add(2)
	go func() { m[1] = 1; w.Done() }()
	go func() { m[2] = 1; w.Done() }()
	w.Wait()
}
func onceUse() int                { once.Do(func() { lazy = map[string]int{"a": 1} }); return lazy["a"] }
func onceStatic() int             { once.Do(initLazy); return lazy["a"] }
func initLazy()                   { lazy = map[string]int{"c": 1} }
func onceFuncUse() int            { initOnce(); return lazy["a"] }
func onceValUse() int             { return getOnce()["b"] }
func smStore(k string, v int)     { sm.Store(k, v) }
func smLoad(k string) (any, bool) { return sm.Load(k) }
func smLOS(k string) (any, bool)  { return sm.LoadOrStore(k, 1) }
func smLAD(k string) (any, bool)  { return sm.LoadAndDelete(k) }
func smDel(k string)              { sm.Delete(k) }
func smSwap(k string) (any, bool) { return sm.Swap(k, 2) }
func smRange() (n int)            { sm.Range(func(k, v any) bool { n++; return true }); return }
func smClear()                    { sm.Clear() }
func smField(s *struct {
	x int
	m sync.Map
}) {
	s.m.Store(1, 2)
}
func poolUse() {
	m := pool.Get().(map[string]int)
	clear(m)
	pool.Put(m)
}

func main() {
	wgUse(map[int]int{})
	println(onceUse(), onceFuncUse(), onceValUse())
	smStore("a", 1)
	smLoad("a")
	poolUse()
}
