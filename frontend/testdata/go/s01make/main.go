// s01make: ways a map comes into being.
package main

type point struct{ x, y int }

var gLit = map[string]int{"one": 1, "two": 2}
var gMake = make(map[int]string)
var gNil map[string]bool
var gFn = build(3)

func build(n int) map[int]int { return make(map[int]int, n) }

func makeNoCap() map[string]int    { return make(map[string]int) }
func makeConstCap() map[string]int { return make(map[string]int, 100) }
func makeVarCap(n int) map[int]point {
	return make(map[int]point, n)
}
func makeI8Cap(n uint8) map[int]int     { return make(map[int]int, n) }
func litEmpty() map[string]int          { return map[string]int{} }
func litThree() map[string]int          { return map[string]int{"a": 1, "b": 2, "c": 3} }
func litStructKey() map[point]string    { return map[point]string{{1, 2}: "p"} }
func litSet() map[string]struct{}       { return map[string]struct{}{"x": {}} }
func litNested() map[string]map[int]int { return map[string]map[int]int{"a": {1: 2}} }
func nilMap() map[string]int            { return nil }
func isNil(m map[string]int) bool       { return m == nil }
func newPtr() *map[string]int           { return new(map[string]int) }

type reg map[string]point // a defined map type
func newReg() reg         { return reg{} }

func main() {
	gNil = map[string]bool{}
	println(len(gLit), len(gMake), len(gNil), len(gFn))
	println(len(makeNoCap()), len(makeConstCap()), len(makeVarCap(4)), len(makeI8Cap(4)), len(litEmpty()), len(litThree()), len(litStructKey()), len(litSet()), len(litNested()), len(nilMap()), isNil(nil), newPtr(), len(newReg()))
}
