// s11atomic: atomic functions and types.
package main

import (
	"sync/atomic"
	"unsafe"
)

type cfg struct{ m map[string]int }

var n32 int32
var n64 int64
var i64 atomic.Int64
var b atomic.Bool
var cur atomic.Pointer[cfg]
var val atomic.Value
var raw unsafe.Pointer
var flag uint32

func addF() int32                     { return atomic.AddInt32(&n32, 1) }
func loadF() int64                    { return atomic.LoadInt64(&n64) }
func storeF()                         { atomic.StoreInt64(&n64, 3) }
func casF() bool                      { return atomic.CompareAndSwapUint32(&flag, 0, 1) }
func swapF() uint32                   { return atomic.SwapUint32(&flag, 1) }
func orF() uint32                     { return atomic.OrUint32(&flag, 2) }
func addM() int64                     { return i64.Add(2) }
func loadM() int64                    { return i64.Load() }
func casM() bool                      { return i64.CompareAndSwap(1, 2) }
func boolM() bool                     { return b.CompareAndSwap(false, true) }
func rawLoad() unsafe.Pointer         { return atomic.LoadPointer(&raw) }
func rawCAS(a, b unsafe.Pointer) bool { return atomic.CompareAndSwapPointer(&raw, a, b) }
func ptrGet(k string) int             { return cur.Load().m[k] }
func ptrPublish() {
	m := map[string]int{"a": 1}
	cur.Store(&cfg{m})
}
func ptrCAS(o, n *cfg) bool        { return cur.CompareAndSwap(o, n) }
func valGet(k string) int          { return val.Load().(map[string]int)[k] }
func valPublish(m map[string]int)  { val.Store(m) }
func valSwap(m map[string]int) any { return val.Swap(m) }
func guardedByFlag(m map[string]int) {
	if b.Load() {
		m["a"] = 1
	}
}
func spin(m map[string]int) {
	for !atomic.CompareAndSwapUint32(&flag, 0, 1) {
	}
	m["a"]++
	atomic.StoreUint32(&flag, 0)
}

func main() {
	ptrPublish()
	println(addF(), addM(), ptrGet("a"))
}
