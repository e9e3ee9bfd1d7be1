// Every client gets a copy of the default headers with its options.
package main

import (
	"fmt"
	"maps"
	"sync"
)

type options struct {
	timeout int
	header  map[string]string
}

var defaults = options{timeout: 30, header: map[string]string{"agent": "probe"}}

type client struct {
	name string
	opts options
}

func newClient(name string, opts options) *client {
	opts.header = maps.Clone(opts.header) // NORACE
	return &client{name: name, opts: opts}
}

func (c *client) sign(body string) string {
	c.opts.header["signature"] = fmt.Sprint(c.name, len(body)) // NORACE
	return c.opts.header["signature"]                          // NORACE
}

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"east", "west", "south"} {
		c := newClient(name, defaults)
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 50; i++ {
				c.sign(fmt.Sprint("body", i))
			}
		}()
	}
	wg.Wait()
}
