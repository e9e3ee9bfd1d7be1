package gen

var table = map[string]int{}

func Put(k string) {
	table[k] = 1
}
