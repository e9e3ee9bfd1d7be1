// Handlers run at the same time; the first one fills the table, and the others
// wait for that.
package main

import (
	"net/http"
	"sync"
)

type table struct {
	once sync.Once
	rows map[string]int
}

func (t *table) fill() *table {
	t.once.Do(func() {
		t.rows = map[string]int{}
		t.rows["a"] = 1 // NORACE
	})
	return t
}

func (t *table) get(name string) int {
	return t.fill().rows[name] // NORACE
}

func main() {
	t := &table{}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		t.get(r.URL.Path)
	})
	http.ListenAndServe(":8080", nil)
}
