// net/rpc calls the exported methods concurrently; a mutex guards the stock.
package main

import (
	"fmt"
	"net"
	"net/rpc"
	"sync"
)

// Order asks for some units of an article.
type Order struct {
	Article string
	Units   int
}

// Stock is the service.
type Stock struct {
	mu   sync.Mutex
	left map[string]int
}

// Take removes units from the stock.
func (s *Stock) Take(o Order, left *int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left[o.Article] -= o.Units // NORACE
	*left = s.left[o.Article]    // NORACE
	return nil
}

func main() {
	srv := rpc.NewServer()
	if err := srv.Register(&Stock{left: map[string]int{"bolt": 500, "nut": 500}}); err != nil {
		fmt.Println(err)
		return
	}
	near, far := net.Pipe()
	go srv.ServeConn(far)
	client := rpc.NewClient(near)
	var wg sync.WaitGroup
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var left int
			_ = client.Call("Stock.Take", Order{Article: []string{"bolt", "nut"}[i%2], Units: 1}, &left)
		}()
	}
	wg.Wait()
	client.Close()
}
