// All readers of a store share a once with it, so one of them fills its map.
package store

import "sync"

type Store struct {
	mu   sync.Mutex
	once sync.Once
	rows map[string]int
}

type Reader struct {
	store *Store
}

func New() *Store { return &Store{rows: make(map[string]int)} }

func (s *Store) Reader() *Reader { return &Reader{store: s} }

func (s *Store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.rows) // NORACE
}

func (r *Reader) Open() {
	r.store.once.Do(func() {
		r.store.mu.Lock()
		defer r.store.mu.Unlock()
		r.store.rows["first"] = 1 // NORACE
	})
}
