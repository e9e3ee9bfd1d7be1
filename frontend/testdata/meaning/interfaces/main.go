// interfaces: method tables of values and pointers, embedding, assertions.
package main

type shape interface {
	area() int
	name() string
}
type named interface{ name() string }
type square struct{ side int }
type rect struct{ w, h int }
type number int
type wrapped struct {
	shape
	extra int
}
type table map[string]int
type fn func() int

func (s square) area() int     { return s.side * s.side }
func (s square) name() string  { return "square" }
func (r *rect) area() int      { return r.w * r.h }
func (r *rect) name() string   { return "rect" }
func (n number) name() string  { return "number" }
func (t table) name() string   { return "table" }
func (f fn) name() string      { return "fn" }
func (w wrapped) name() string { return "wrapped " + w.shape.name() }

func describe(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int:
		return "int"
	case string:
		return "string " + x
	case shape:
		return "shape " + x.name()
	case named:
		return "named " + x.name()
	case []int:
		return "slice"
	case error:
		return "error"
	}
	return "other"
}

func main() {
	shapes := []shape{square{3}, &rect{2, 5}, &square{4}, wrapped{square{2}, 1}, &wrapped{&rect{1, 1}, 2}}
	total := 0
	for _, s := range shapes {
		println(s.name(), s.area())
		total += s.area()
	}
	println(total)
	for _, v := range []any{nil, 1, "s", square{1}, number(2), table{}, fn(nil), []int{}, 1.5, &rect{}} {
		println(describe(v))
	}
	var n named = shapes[0]
	s, ok := n.(shape)
	println(ok, s.area())
	_, ok = named(number(1)).(shape)
	println(ok)
	q, ok := n.(square)
	println(q.side, ok)
	r, ok := n.(*rect)
	println(r == nil, ok)
	println(shapes[0] == square{3}, shapes[0] == square{4}, shapes[1] == shapes[1], any(1) == any("1"))
	f := shapes[1].area
	g := square.area
	h := (*rect).name
	println(f(), g(square{6}), h(nil))
	var e error
	println(e == nil, any(e) == nil, any((*rect)(nil)) == nil)
	m := map[named]int{number(1): 1, square{2}: 2}
	println(m[number(1)], m[square{2}], m[number(2)])
	var anon interface{ area() int } = struct{ shape }{square{5}}
	println(anon.area())
}
