// A plain map beside the sync.Map keeps the counts, and nothing guards it.
package main

import (
	"fmt"
	"sync"
)

type presence struct {
	online sync.Map // user → device
	counts map[string]int
}

func (p *presence) seen(user, device string) {
	p.online.Store(user, device) // NORACE
	p.counts[user]++             // RACE! MG001
}

func (p *presence) gone(user string) {
	p.online.Delete(user) // NORACE
}

func main() {
	var p presence
	p.counts = make(map[string]int)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			user := fmt.Sprint("user", i%2)
			for n := 0; n < 100; n++ {
				p.seen(user, "phone")
				p.gone(user)
			}
		}()
	}
	wg.Wait()
	p.online.Range(func(user, device any) bool { return true }) // NORACE
}
