// selects: blocking, with default, several ready cases, nil channels, closing.
package main

func main() {
	a, b := make(chan int, 1), make(chan string, 1)
	select {
	case <-a:
		println("a")
	default:
		println("none")
	}
	a <- 1
	select {
	case v := <-a:
		println("a", v)
	case s := <-b:
		println("b", s)
	}
	select {
	case a <- 5:
		println("sent")
	default:
		println("full")
	}
	select {
	case a <- 6:
		println("sent")
	default:
		println("full", <-a)
	}

	quit := make(chan struct{})
	data := make(chan int)
	result := make(chan int)
	go func() {
		sum := 0
		for {
			select {
			case v, ok := <-data:
				if ok {
					sum += v
				}
			case <-quit:
				result <- sum
				return
			}
		}
	}()
	for i := range 5 {
		data <- i
	}
	close(quit)
	println(<-result)

	var never chan int
	close(b)
	select {
	case <-never:
		println("never")
	case s, ok := <-b:
		println(s == "", ok)
	}

	left, right := make(chan int), make(chan int)
	go func() {
		for i := range 3 {
			left <- i
		}
		close(left)
	}()
	go func() {
		for i := range 3 {
			right <- 10 * i
		}
		close(right)
	}()
	total, n := 0, 0
	for left != nil || right != nil {
		select {
		case v, ok := <-left:
			if !ok {
				left = nil
				continue
			}
			total += v
			n++
		case v, ok := <-right:
			if !ok {
				right = nil
				continue
			}
			total += v
			n++
		}
	}
	println(total, n)
}
