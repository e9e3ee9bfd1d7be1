// locks: mutexes, readers, conditions, once, try-locks, embedded locks.
package main

import "sync"

type store struct {
	sync.RWMutex
	m map[string]int
}

func (s *store) get(k string) (int, bool) {
	s.RLock()
	defer s.RUnlock()
	v, ok := s.m[k]
	return v, ok
}

func (s *store) put(k string, v int) {
	s.Lock()
	s.m[k] = v
	s.Unlock()
}

func locked(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func (q *queue) pop() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	x := q.items[0]
	q.items = q.items[1:]
	return x
}

func (q *queue) push(x int) {
	q.mu.Lock()
	q.items = append(q.items, x)
	q.mu.Unlock()
	q.cond.Signal()
}

var once sync.Once
var setups int

func setup() { setups++ }

func main() {
	s := &store{m: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(setup)
			k := string(rune('a' + i%2))
			v, _ := s.get("x")
			s.put(k, i+v)
			locked(s, func() { s.m["n"]++ })
		}()
	}
	wg.Wait()
	n, ok := s.get("n")
	println(n, ok, setups)

	q := &queue{}
	q.cond = sync.NewCond(&q.mu)
	sum := make(chan int)
	go func() {
		t := 0
		for range 5 {
			t += q.pop()
		}
		sum <- t
	}()
	for i := range 5 {
		q.push(i)
	}
	println(<-sum)

	locked(s.RLocker(), func() { println(s.TryRLock(), s.TryLock()) })
	s.RUnlock()
	println(s.TryLock())

	var mu sync.Mutex
	println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	lock, unlock := mu.Lock, mu.Unlock
	lock()
	println(mu.TryLock())
	unlock()
	println(mu.TryLock())

	var sm sync.Map
	sm.Store("k", 3)
	v, found := sm.Load("k")
	println(v.(int), found)
	sm.Delete("k")
	_, found = sm.Load("k")
	println(found)
}
