// A sync.Map guards itself, each operation for its own.
package main

import (
	"fmt"
	"sync"
)

type presence struct {
	online sync.Map // user → device
}

func (p *presence) seen(user, device string) {
	p.online.Store(user, device) // NORACE
}

func (p *presence) gone(user string) {
	p.online.Delete(user) // NORACE
}

func main() {
	var p presence
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
