// s12chan: channel operations.
package main

func mkUnbuf() chan int            { return make(chan int) }
func mkBuf(n int) chan string      { return make(chan string, n) }
func mkMap() chan map[string]int   { return make(chan map[string]int, 1) }
func send(c chan int, v int)       { c <- v }
func sendS(c chan string)          { c <- "x" }
func sendE(c chan struct{})        { c <- struct{}{} }
func recv(c chan int) int          { return <-c }
func recv2(c chan int) (int, bool) { v, ok := <-c; return v, ok }
func recvE(c chan struct{})        { <-c }
func cls(c chan int)               { close(c) }
func lens(c chan int) int          { return len(c) + cap(c) }
func rng(c chan int, m map[int]int) {
	for v := range c {
		m[v] = v
	}
}
func sel(a, b chan int, m map[int]int) {
	select {
	case v := <-a:
		m[v] = 1
	case v, ok := <-b:
		if ok {
			delete(m, v)
		}
	}
}
func selSend(a chan int, b chan string, m map[int]int) {
	select {
	case a <- m[1]:
		m[2] = 2
	case s := <-b:
		m[len(s)] = 3
	}
}
func selDef(a chan int, b chan int) int {
	select {
	case v := <-a:
		return v
	case b <- 1:
		return 1
	default:
		return 0
	}
}
func selOneDef(a chan int) int {
	select {
	case v := <-a:
		return v
	default:
		return 0
	}
}
func sendOneDef(a chan int) bool {
	select {
	case a <- 1:
		return true
	default:
		return false
	}
}
func selOne(a chan int) int {
	select {
	case v := <-a:
		return v
	}
}
func selEmpty() { select {} }
func semaphore(sem chan struct{}, m map[int]int) {
	sem <- struct{}{}
	m[1]++
	<-sem
}
func done(m map[int]int) int {
	d := make(chan struct{})
	go func() { m[1] = 1; close(d) }()
	<-d
	return m[1]
}

func main() {
	println(done(map[int]int{}))
	c := mkBuf(1)
	sendS(c)
}
