// maps: every map operation on several kinds of keys.
package main

type point struct{ x, y int }
type named struct {
	s string
	p point
}
type set map[string]struct{}

func (s set) add(k string) { s[k] = struct{}{} }

var table = map[string]int{"one": 1, "two": 2}

func main() {
	table["three"] = 3
	table["one"]++
	v, ok := table["two"]
	_, missing := table["nine"]
	println(len(table), table["one"], v, ok, missing, table["nine"])
	delete(table, "two")
	delete(table, "two")
	println(len(table))

	sum, n := 0, 0
	for k, v := range table {
		sum += v
		n += len(k)
	}
	println(sum, n)

	byPoint := map[point]string{{1, 2}: "a"}
	byPoint[point{3, 4}] = "b"
	println(byPoint[point{1, 2}], byPoint[point{3, 4}], byPoint[point{}] == "")

	byName := map[named]int{}
	byName[named{"x" + string(rune('0'+n)), point{1, 1}}] = 5
	println(byName[named{"x8", point{1, 1}}], byName[named{"x8", point{1, 2}}])

	byAny := map[any]int{1: 10, "1": 20, point{1, 1}: 30, 1.5: 40}
	println(byAny[1], byAny["1"], byAny[point{1, 1}], byAny[1.5], byAny[int8(1)])

	byArray := map[[2]string]int{{"a", "b"}: 1}
	byArray[[2]string{"a", "c"}] += 7
	println(byArray[[2]string{"a", "b"}], byArray[[2]string{"a", "c"}])

	byFloat := map[float64]int{0.5: 1}
	byFloat[0.5]++
	println(byFloat[0.5], len(byFloat))

	nested := map[string]map[string]int{}
	if nested["a"] == nil {
		nested["a"] = make(map[string]int, 4)
	}
	nested["a"]["b"] = 4
	println(nested["a"]["b"], nested["c"]["d"], len(nested["c"]))

	s := set{}
	s.add("q")
	s.add("q")
	println(len(s))
	clear(s)
	println(len(s))

	big := map[int][40]int{}
	b := big[1]
	b[39] = 3
	big[2] = b
	println(big[2][39], big[1][39])

	count := 0
	del := map[int]bool{1: true, 2: true, 3: true}
	for k := range del {
		count++
		delete(del, k)
	}
	println(count, len(del))
	var none map[string]int
	for range none {
		println("never")
	}
	println(none == nil, len(none), none["x"])
	lists := map[string][]int{}
	lists["a"] = append(lists["a"], 1, 2)
	lists["a"] = append(lists["a"], 3)
	println(len(lists["a"]), lists["a"][2])
}
