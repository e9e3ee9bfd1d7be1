// s09locks: locks and their release.
package main

import "sync"

type S struct {
	a, b  sync.Mutex
	rw    sync.RWMutex
	prw   *sync.RWMutex
	locks [8]sync.Mutex
	m     map[string]int
	cond  *sync.Cond
}

var gmu sync.Mutex
var grw sync.RWMutex
var gpmu = new(sync.Mutex)
var gm = map[string]int{}

func plainLock(s *S)  { s.a.Lock(); s.m["a"] = 1; s.a.Unlock() }
func secondLock(s *S) { s.b.Lock(); s.m["a"] = 1; s.b.Unlock() }
func deferLock(s *S)  { s.a.Lock(); defer s.a.Unlock(); s.m["a"] = 1 }
func deferTwo(s *S) {
	s.a.Lock()
	defer s.a.Unlock()
	s.b.Lock()
	defer s.b.Unlock()
	s.m["a"] = 1
}
func deferCond(s *S, c bool) {
	if c {
		s.a.Lock()
		defer s.a.Unlock()
	}
	s.m["a"] = 1
}
func deferLoop(s *S) {
	for i := range s.locks {
		s.locks[i].Lock()
		defer s.locks[i].Unlock()
	}
	s.m["a"] = 1
}
func deferClosure(s *S) {
	s.a.Lock()
	defer func() { s.m["n"]++; s.a.Unlock() }()
	s.m["a"] = 1
}
func earlyReturn(s *S, k string) int {
	s.rw.RLock()
	defer s.rw.RUnlock()
	if v, ok := s.m[k]; ok {
		return v
	}
	return -1
}
func read(s *S) int    { s.rw.RLock(); v := s.m["a"]; s.rw.RUnlock(); return v }
func write(s *S)       { s.rw.Lock(); s.m["a"] = 1; s.rw.Unlock() }
func readPtr(s *S) int { s.prw.RLock(); defer s.prw.RUnlock(); return s.m["a"] }
func try(s *S) {
	if s.a.TryLock() {
		s.m["a"] = 1
		s.a.Unlock()
	}
}
func tryR(s *S) int {
	if s.rw.TryRLock() {
		defer s.rw.RUnlock()
		return s.m["a"]
	}
	return 0
}
func tryW(s *S) bool            { return s.rw.TryLock() }
func globalLock()               { gmu.Lock(); gm["a"] = 1; gmu.Unlock() }
func globalDefer()              { gmu.Lock(); defer gmu.Unlock(); gm["a"] = 1 }
func globalPtr()                { gpmu.Lock(); gm["a"] = 1; gpmu.Unlock() }
func globalRW() int             { grw.RLock(); defer grw.RUnlock(); return gm["a"] }
func locker(l sync.Locker)      { l.Lock(); gm["a"] = 1; l.Unlock() }
func lockerDefer(l sync.Locker) { l.Lock(); defer l.Unlock(); gm["a"] = 1 }
func rlocker(s *S)              { locker(s.rw.RLocker()) }
func toLocker(s *S)             { locker(&s.a) }
func elem(s *S, i int)          { s.locks[i].Lock(); s.m["a"] = 1; s.locks[i].Unlock() }
func condWait(s *S) {
	s.cond.L.Lock()
	for len(s.m) == 0 {
		s.cond.Wait()
	}
	delete(s.m, "a")
	s.cond.L.Unlock()
}
func condSignal(s *S)      { s.cond.Signal(); s.cond.Broadcast() }
func lockHelper(s *S)      { s.a.Lock() }
func unlockHelper(s *S)    { s.a.Unlock() }
func viaHelpers(s *S)      { lockHelper(s); defer unlockHelper(s); s.m["a"] = 1 }
func unlockFn(s *S) func() { s.a.Lock(); return s.a.Unlock }
func useUnlockFn(s *S)     { defer unlockFn(s)(); s.m["a"] = 1 }
func copyLocal() {
	var mu sync.Mutex
	mu.Lock()
	gm["b"] = 2
	mu.Unlock()
}

func main() {
	s := &S{m: gm, prw: &sync.RWMutex{}, cond: sync.NewCond(&gmu)}
	plainLock(s)
	deferLock(s)
	toLocker(s)
	rlocker(s)
}
