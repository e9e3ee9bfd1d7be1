// Racy: a transaction that was made to read is made to write later, without the
// lock of the store.
package main

import "sync"

type store struct {
	writer sync.Mutex
	list   sync.Mutex
	open   []*tx
	free   map[int]bool
}

type tx struct {
	s        *store
	writable bool
}

func (s *store) Begin(writable bool) (*tx, error) {
	if writable {
		return s.beginToWrite()
	}
	return s.beginToRead()
}

func (s *store) beginToWrite() (*tx, error) {
	s.writer.Lock()
	t := &tx{writable: true}
	t.init(s)
	return t, nil
}

func (s *store) beginToRead() (*tx, error) {
	t := &tx{}
	t.init(s)
	return t, nil
}

func (t *tx) init(s *store) {
	t.s = s
	s.list.Lock()
	s.open = append(s.open, t)
	s.list.Unlock()
}

func (t *tx) Rollback() {
	t.close()
}

func (t *tx) close() {
	if t.writable {
		delete(t.s.free, 1) // RACE! MG003
		t.s.writer.TryLock()
		t.s.writer.Unlock()
	}
}

func (t *tx) upgrade() {
	t.writable = true
}

func main() {
	s := &store{free: make(map[int]bool)}
	done := make(chan bool)
	go func() {
		t, err := s.Begin(true)
		if err != nil {
			return
		}
		s.free[2] = true // RACE! MG003
		t.Rollback()
		close(done)
	}()
	t, err := s.Begin(false)
	if err != nil {
		return
	}
	t.upgrade()
	t.Rollback()
	<-done
}
