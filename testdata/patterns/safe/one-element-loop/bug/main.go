// With two addresses the second goroutine may still write when the first answer is in.
package main

import "sync"

type options struct {
	addresses []string
	name      string
}

type client struct {
	mu    sync.Mutex
	opt   *options
	conns map[string]int
	dial  func(string) error
}

func newClient(o *options, dial func(string) error) (*client, error) {
	c := &client{opt: o, conns: map[string]int{}}
	if o.name == "" {
		o.name = "client"
	}
	c.dial = func(to string) error {
		return dial(c.opt.name + to)
	}
	if err := c.start(); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *client) start() error {
	results := make(chan error, len(c.opt.addresses))
	for _, a := range c.opt.addresses {
		go func() {
			err := c.dial(a)
			c.mu.Lock()
			c.conns[a] = 1 // RACE! MG001|MG003|MG005
			c.mu.Unlock()
			results <- err
		}()
	}
	return <-results
}

func main() {
	c, err := newClient(&options{addresses: []string{"a", "b"}}, func(string) error { return nil })
	if err != nil {
		panic(err)
	}
	println(c.conns["a"]) // RACE! MG001|MG003|MG005
}
