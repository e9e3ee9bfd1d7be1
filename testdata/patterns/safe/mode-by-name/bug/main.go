// The mode that starts a goroutine.
package main

import "fmt"

type index struct {
	pages map[int]string
}

func (x *index) fill() {
	for n := 0; n < 100; n++ {
		x.pages[n] = fmt.Sprint("page ", n) // RACE! MG001
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
	x := open("background")
	fmt.Println(x.pages[1]) // RACE! MG001
}
