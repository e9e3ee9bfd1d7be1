// channels: buffered and unbuffered, close, range, directions, len and cap.
package main

type message struct {
	id   int
	text string
	data map[string]int
}

func produce(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := range n {
			c <- i * i
		}
	}()
	return c
}

func worker(in <-chan message, out chan<- message) {
	for m := range in {
		m.data["seen"] += m.id
		m.text += "!"
		out <- m
	}
	close(out)
}

func main() {
	sum := 0
	for v := range produce(10) {
		sum += v
	}
	println(sum)

	b := make(chan string, 3)
	b <- "a"
	b <- "b"
	println(len(b), cap(b))
	close(b)
	x, ok := <-b
	println(x, ok)
	x, ok = <-b
	println(x, ok)
	x, ok = <-b
	println(x == "", ok)

	in, out := make(chan message), make(chan message, 1)
	go worker(in, out)
	data := map[string]int{}
	go func() {
		for i := 1; i <= 3; i++ {
			in <- message{i, "m", data}
		}
		close(in)
	}()
	for m := range out {
		println(m.id, m.text)
	}
	println(data["seen"])

	ring := make(chan int, 2)
	for i := range 6 {
		ring <- i
		if i%2 == 1 {
			println(<-ring, <-ring)
		}
	}
	reply := make(chan chan int, 1)
	r := make(chan int)
	reply <- r
	go func() { (<-reply) <- 42 }()
	println(<-r)
	var nothing chan int
	println(len(nothing), nothing == nil)
}
