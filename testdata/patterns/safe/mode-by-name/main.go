// Only one of the modes starts a goroutine, and it is another one.
package main

import "fmt"

type index struct {
	pages map[int]string
}

func (x *index) fill() {
	for n := 0; n < 100; n++ {
		x.pages[n] = fmt.Sprint("page ", n) // NORACE
	}
}

func open(mode string) *index {
	x := &index{pages: map[int]string{}}
	switch mode {
	case "lazy":
	case "background":
		go x.fill()
	default:
		x.fill()
	}
	return x
}

func main() {
	x := open("eager")
	fmt.Println(x.pages[1]) // NORACE
}
