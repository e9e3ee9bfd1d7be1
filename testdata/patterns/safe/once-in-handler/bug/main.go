// One handler looks without waiting for the first one.
package main

import (
	"net/http"
	"sync"
)

type table struct {
	once sync.Once
	rows map[string]int
}

func (t *table) fill() {
	t.once.Do(func() {
		t.rows["a"] = 1 // RACE! MG003
	})
}

func (t *table) get(name string) int {
	if n, ok := t.rows[name]; ok { // RACE! MG003
		return n
	}
	t.fill()
	return t.rows[name] // NORACE
}

func main() {
	t := &table{rows: map[string]int{}}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		t.get(r.URL.Path)
	})
	http.ListenAndServe(":8080", nil)
}
