// s10cas: the methods of sync.Map that TinyGo 0.41 lacks.
package main

import "sync"

var sm sync.Map

func smCAS(k string) bool { return sm.CompareAndSwap(k, 1, 2) }
func smCAD(k string) bool { return sm.CompareAndDelete(k, 1) }

func main() {
	sm.Store("a", 1)
	println(smCAS("a"), smCAD("a"))
}
