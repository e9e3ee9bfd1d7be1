// Every client looks as if it had options of its own, but the struct copy shares
// the header map of the defaults.
package main

import (
	"fmt"
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
	return &client{name: name, opts: opts}
}

func (c *client) sign(body string) string {
	c.opts.header["signature"] = fmt.Sprint(c.name, len(body)) // RACE! MG001
	return c.opts.header["signature"]                          // RACE! MG001
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
