// Who walks a list again comes to the same objects, while the first walk's goroutines still run.
package main

import (
	"fmt"
	"sync"
)

type inRounds struct{ n map[int]int }

func (t *inRounds) run(wg *sync.WaitGroup) {
	t.n[0]++ // RACE! MG001
	wg.Done()
}

func rounds(all []*inRounds, n int, wg *sync.WaitGroup) {
	for i := 0; i < n; i++ {
		for _, t := range all {
			wg.Add(1)
			go t.run(wg)
		}
	}
}

type captured struct{ n map[int]int }

type owner struct{ all map[int]*captured }

func (o *owner) rounds(n int, wg *sync.WaitGroup) {
	for i := 0; i < n; i++ {
		for _, t := range o.all {
			wg.Add(1)
			go func() {
				defer wg.Done()
				t.n[0]++ // RACE! MG001
			}()
		}
	}
}

type inTwoLoops struct{ n map[int]int }

func twoLoops(all []*inTwoLoops, wg *sync.WaitGroup) {
	for _, t := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.n[0]++ // RACE! MG001
		}()
	}
	for _, t := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.n[1]++ // RACE! MG001
		}()
	}
}

type inTwoCalls struct{ n map[int]int }

func start(all []*inTwoCalls, wg *sync.WaitGroup) {
	for _, t := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.n[0]++ // RACE! MG001
		}()
	}
}

func twoCalls(all []*inTwoCalls, wg *sync.WaitGroup) {
	start(all, wg)
	start(all, wg)
}

type lookedAt struct{ n map[int]int }

func look(all []*lookedAt, wg *sync.WaitGroup) {
	for _, t := range all {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t.n[0]++ // RACE! MG001
		}()
	}
	for _, t := range all {
		fmt.Println(t.n[1]) // RACE! MG001
	}
}

func main() {
	var wg sync.WaitGroup
	rounds([]*inRounds{{map[int]int{}}, {map[int]int{}}}, 2, &wg)
	(&owner{map[int]*captured{1: {map[int]int{}}}}).rounds(2, &wg)
	twoLoops([]*inTwoLoops{{map[int]int{}}, {map[int]int{}}}, &wg)
	twoCalls([]*inTwoCalls{{map[int]int{}}, {map[int]int{}}}, &wg)
	look([]*lookedAt{{map[int]int{}}, {map[int]int{}}}, &wg)
	wg.Wait()
}
