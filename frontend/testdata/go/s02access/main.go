// s02access: lookup, comma-ok, update, delete for each key class.
package main

type point struct{ x, y int }
type named struct {
	s string
	i int
}
type fkey struct{ f float64 }
type shape interface{ Area() int }
type myint int
type mystr string

func getInt(m map[int]int, k int) int                { return m[k] }
func getInt2(m map[int]int, k int) (int, bool)       { v, ok := m[k]; return v, ok }
func hasInt(m map[int]int, k int) bool               { _, ok := m[k]; return ok }
func getStr(m map[string]int, k string) int          { return m[k] }
func getStr2(m map[string]int, k string) (int, bool) { v, ok := m[k]; return v, ok }
func getStruct(m map[point]int, k point) int         { return m[k] }
func getNamed(m map[named]int, k named) int          { return m[k] }
func getAny(m map[any]int, k any) int                { return m[k] }
func getShape(m map[shape]int, k shape) int          { return m[k] }
func getPtr(m map[*point]int, k *point) int          { return m[k] }
func getFloat(m map[float64]int, k float64) int      { return m[k] }
func getFkey(m map[fkey]int, k fkey) int             { return m[k] }
func getArr(m map[[4]int]int, k [4]int) int          { return m[k] }
func getSArr(m map[[2]string]int, k [2]string) int   { return m[k] }
func getChan(m map[chan int]int, k chan int) int     { return m[k] }
func getBool(m map[bool]int, k bool) int             { return m[k] }
func getMyint(m map[myint]int, k myint) int          { return m[k] }
func getMystr(m map[mystr]int, k mystr) int          { return m[k] }
func getBytes(m map[string]int, k []byte) int        { return m[string(k)] }
func getConst(m map[string]int) int                  { return m["const-key"] }

func setInt(m map[int]int, k, v int)            { m[k] = v }
func setStr(m map[string]int, k string, v int)  { m[k] = v }
func setStruct(m map[point]int, k point, v int) { m[k] = v }
func setAny(m map[any]any, k, v any)            { m[k] = v }
func setPtr(m map[*point]*point, k, v *point)   { m[k] = v }
func setConst(m map[string]string)              { m["const-key"] = "v" }

func delInt(m map[int]int, k int)        { delete(m, k) }
func delStr(m map[string]int, k string)  { delete(m, k) }
func delStruct(m map[point]int, k point) { delete(m, k) }
func delAny(m map[any]int, k any)        { delete(m, k) }

func getOrSet(m map[string]int, k string) int {
	if v, ok := m[k]; ok {
		return v
	}
	m[k] = 1
	return 1
}

func main() {
	p := &point{}
	println(getInt(nil, 1), getStr(nil, "a"), getPtr(nil, p))
}
