// What is taken once, whatever it is taken from, is one object for the goroutine and for who starts it.
package main

import "fmt"

type fromMap struct{ n map[int]int }

func (t *fromMap) add(k int) { t.n[k] = k } // RACE! MG001

type fromSlice struct{ n map[int]int }

func (t *fromSlice) add(k int) { t.n[k] = k } // RACE! MG001

type ranged struct{ n map[int]int }

func (t *ranged) run()     { t.n[0]++ }      // RACE! MG001
func (t *ranged) get() int { return t.n[1] } // RACE! MG001

type received struct{ n map[int]int }

func (t *received) add(k int) { t.n[k] = k } // RACE! MG001

type returned struct{ n map[int]int }

func (t *returned) add(k int) { t.n[k] = k } // RACE! MG001

type store interface{ get(k int) *returned }

type kept struct{ all []*returned }

func (k kept) get(i int) *returned { return k.all[i] }

type started struct{ n map[int]int }

func (t *started) start()    { go t.add(1) }
func (t *started) add(k int) { t.n[k] = k } // RACE! MG001

type shared struct{ n map[int]int }

func (t *shared) add(k int) { t.n[k] = k } // RACE! MG001

// A map as the element itself.
func inner(all []map[string]int) {
	m := all[1]
	go func() {
		m["a"] = 1 // RACE! MG001
	}()
	m["b"] = 2 // RACE! MG001
}

// A part of what was taken.
type owner struct{ part *part }
type part struct{ n map[int]int }

func parts(all []*owner) {
	o := all[0]
	p := o.part
	go func() {
		p.n[1] = 1 // RACE! MG001
	}()
	fmt.Println(o.part.n[2]) // RACE! MG001
}

func main() {
	t := map[int]*fromMap{1: {n: map[int]int{}}}[1]
	go t.add(3)
	t.add(4)

	s := []*fromSlice{{n: map[int]int{}}, {n: map[int]int{}}}
	u := s[len(s)-1]
	go u.add(3)
	u.add(4)

	for _, r := range []*ranged{{n: map[int]int{}}, {n: map[int]int{}}} {
		go r.run()
		fmt.Println(r.get())
	}

	c := make(chan *received, 2)
	for range 2 {
		c <- &received{n: map[int]int{}}
	}
	v := <-c
	go v.add(1)
	v.add(2)

	var k store = kept{[]*returned{{n: map[int]int{}}}}
	w := k.get(0)
	go w.add(1)
	w.add(2)

	x := []*started{{n: map[int]int{}}}[0]
	x.start()
	x.add(2)

	y := map[string]*shared{"": {n: map[int]int{}}}[""]
	for i := range 2 {
		go y.add(i)
	}

	inner([]map[string]int{nil, {}})
	parts([]*owner{{&part{map[int]int{}}}})
}
