// Each round takes another object for its goroutine, and looks at what it took only when that has ended, or while it holds
// the lock of the object, under whatever name.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	mu   sync.Mutex
	done chan bool
	wg   sync.WaitGroup
	n    map[int]int
}

func (j *job) run() { j.n[0]++ } // NORACE

func (j *job) runLocked() {
	defer j.wg.Done()
	j.mu.Lock()
	j.n[0]++ // NORACE
	j.mu.Unlock()
}

func (j *job) tell() {
	j.n[0]++ // NORACE
	close(j.done)
}

func newJob() *job { return &job{done: make(chan bool), n: map[int]int{}} }

// Only goroutines, of different rounds.
func apart(jobs []*job, wg *sync.WaitGroup) {
	for _, j := range jobs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			j.run()
		}()
	}
	wg.Wait()
}

// The lock is taken through the place, and through what was taken from it.
func locked(jobs map[int]*job) {
	for k, j := range jobs {
		j.wg.Add(1)
		go j.runLocked()
		jobs[k].mu.Lock()
		j.n[1] = k // NORACE
		jobs[k].mu.Unlock()
		jobs[k].wg.Wait()
		fmt.Println(j.n[1]) // NORACE
	}
}

// What comes before the goroutine, and after its end.
func inTurn(jobs chan *job) {
	for j := range jobs {
		j.n[2]++ // NORACE
		go j.tell()
		<-j.done
		fmt.Println(j.n[2]) // NORACE
	}
}

// The next round takes another one.
func before(jobs []*job) {
	for _, j := range jobs {
		fmt.Println(len(j.n)) // NORACE
		j.wg.Add(1)
		go func() {
			defer j.wg.Done()
			j.run()
		}()
	}
	for _, j := range jobs {
		j.wg.Wait()
	}
}

func main() {
	var wg sync.WaitGroup
	apart([]*job{newJob(), newJob()}, &wg)
	locked(map[int]*job{1: newJob(), 2: newJob()})
	c := make(chan *job, 2)
	c <- newJob()
	c <- newJob()
	close(c)
	inTurn(c)
	before([]*job{newJob(), newJob()})
}
