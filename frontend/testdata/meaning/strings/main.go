// strings: concatenation, comparison, slices, conversions, iteration.
package main

type text string

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

func join(list []string, sep string) (s string) {
	for i, x := range list {
		if i > 0 {
			s += sep
		}
		s += x
	}
	return
}

func main() {
	s := "hello"
	t := s[1:3] + "p" + s[:1]
	println(t, len(t), t[2] == 'p', s < t, s > t, s == "hel"+"lo", s != t)
	for i, r := range "aé世\xff!" {
		print(i, ":", r, " ")
	}
	println()
	println(reverse("aé世"), join([]string{"a", "b", "c"}, ", "))
	b := []byte(s)
	b[0] = 'J'
	println(string(b), s)
	b = append(b, " you"...)
	println(string(b), len(b), cap(b) >= len(b))
	println(string(rune(0x4e16)), string(text("x")+"y"), text(s) == "hello")
	n := copy(b, "abc")
	println(n, string(b[:5]))
	words := map[string]int{}
	start := 0
	line := "to be or not to be"
	for i := 0; i <= len(line); i++ {
		if i == len(line) || line[i] == ' ' {
			words[line[start:i]]++
			start = i + 1
		}
	}
	println(words["to"], words["be"], words["or"], len(words))
	switch {
	case s >= "i":
		println("after")
	default:
		println("before")
	}
	println(min("b", "a", "c"), max("b", "a", "c"))
}
