// s05places: where a map can live.
package main

type inner struct{ m map[string]int }
type outer struct {
	id int
	inner
	byID map[int]*inner
}
type holder struct {
	n  int
	ms [4]map[int]int
	p  *map[int]int
}

var global map[string]int
var globals [3]map[string]int
var gstruct outer
var gptr *outer

func fromGlobal(k string) int                { return global[k] }
func toGlobal(m map[string]int)              { global = m }
func fromGlobalArr(i int) int                { return globals[i]["k"] }
func fromGlobalStruct() int                  { return gstruct.inner.m["k"] }
func fromGlobalPtr() int                     { return gptr.m["k"] }
func field(o *outer) int                     { return o.m["k"] }
func fieldVal(o outer) int                   { return o.m["k"] }
func field2(o *outer) int                    { return o.byID[3].m["k"] }
func fromSlice(s []map[int]int) int          { return s[2][7] }
func fromArr(h *holder, i int) int           { return h.ms[i][7] }
func fromPtr(p *map[int]int) int             { return (*p)[7] }
func fromPtrField(h *holder) int             { return (*h.p)[7] }
func fromAny(v any) int                      { return v.(map[string]int)["k"] }
func fromAny2(v any) (int, bool)             { m, ok := v.(map[string]int); return m["k"], ok }
func toAny(m map[string]int) any             { return m }
func fromChan(c chan map[string]int) int     { return (<-c)["k"] }
func toChan(c chan map[string]int)           { c <- map[string]int{"a": 1} }
func nested(m map[string]map[string]int) int { return m["a"]["b"] }
func setNested(m map[string]map[string]int)  { m["a"]["b"] = 1 }
func getOrMake(m map[string]map[string]int, k string) map[string]int {
	in, ok := m[k]
	if !ok {
		in = map[string]int{}
		m[k] = in
	}
	return in
}
func mapOfStruct(m map[string]inner) int { return m["a"].m["b"] }
func ret2() (map[string]int, error)      { return map[string]int{}, nil }
func phi(c bool, a, b map[int]int) int {
	m := a
	if c {
		m = b
	}
	return m[1]
}
func local() int {
	m := map[int]int{1: 1}
	m[2] = 3
	return m[2]
}
func escapes() *inner                       { in := &inner{m: map[string]int{}}; in.m["x"] = 1; return in }
func pass(m map[string]int) int             { return helper(m, "k") }
func helper(m map[string]int, k string) int { return m[k] }
func variadic(ms ...map[int]int) int        { return ms[0][0] }
func callVariadic(a, b map[int]int) int     { return variadic(a, b) }

func main() {
	toGlobal(map[string]int{})
	c := make(chan map[string]int, 1)
	toChan(c)
	println(fromGlobal("a"), fromAny(toAny(global)), fromChan(c), len(escapes().m), local())
}
