// Two handlers are registered one after the other, and begin when the server
// does: then both run at once. The lock of the variable is held in both.
package main

import (
	"fmt"
	"net/http"
	"os"
	"sync"
)

var queues = struct {
	sync.RWMutex
	items map[string]int
}{items: map[string]int{}}

func count(w http.ResponseWriter, r *http.Request) {
	queues.RLock()
	defer queues.RUnlock()
	fmt.Fprintln(w, queues.items[r.URL.Path]) // NORACE
}

func remove(_ http.ResponseWriter, r *http.Request) {
	queues.Lock()
	defer queues.Unlock()
	delete(queues.items, r.URL.Path) // NORACE
}

func main() {
	http.HandleFunc("/count", count)
	http.HandleFunc("/remove", remove)
	if len(os.Args) > 1 {
		fmt.Println(http.ListenAndServe(os.Args[1], nil))
	}
}
