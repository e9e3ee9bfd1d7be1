// Each reader has a once of its own: two of them fill the map of one store.
package store

import "sync"

type Store struct {
	rows map[string]int
}

type Reader struct {
	store *Store
	once  sync.Once
}

func New() *Store { return &Store{rows: make(map[string]int)} }

func (s *Store) Reader() *Reader { return &Reader{store: s} }

func (r *Reader) Open() {
	r.once.Do(func() {
		r.store.rows["first"]++ // RACE! MG004
	})
}
