// s03values: big and composite values, read-modify-write.
package main

type big struct{ a [32]int }
type huge struct{ a [256]int }
type rec struct {
	name string
	n    int
	tags []string
}

func setBig(m map[int]big, k int, v *big)          { m[k] = *v }
func getBig(m map[int]big, k int) int              { return m[k].a[3] }
func getHuge(m map[int]huge, k int) int            { return m[k].a[3] }
func setHuge(m map[int]huge, k int, v *huge)       { m[k] = *v }
func setRec(m map[string]rec, k string)            { m[k] = rec{name: k, n: 1} }
func getRecField(m map[string]rec, k string) int   { return m[k].n }
func incInt(m map[string]int, k string)            { m[k]++ }
func addInt(m map[string]int, k string, v int)     { m[k] += v }
func addStr(m map[string]string, k string)         { m[k] += "x" }
func appendTo(m map[string][]int, k string, v int) { m[k] = append(m[k], v) }
func viaPtr(m map[string]*rec, k string)           { m[k].n++ }
func setFunc(m map[string]func(int), f func(int))  { m["f"] = f }
func callFunc(m map[string]func(int))              { m["f"](1) }
func setIface(m map[string]any, v int)             { m["k"] = v }
func setMulti(m map[int]int)                       { m[1], m[2] = m[2], m[1] }
func setFromCall(m map[int]int, f func() int)      { m[f()] = f() }
func empty(m map[int]struct{}, k int)              { m[k] = struct{}{} }

func main() {
	println(getBig(nil, 1))
}
