// Package request has requests with a lock of their own, which one method
// forgets.
package request

import "sync"

type Client struct {
	mu    sync.RWMutex
	hooks []func(*Request)
}

type Request struct {
	client *Client
	mu     sync.Mutex
	header map[string]string
}

func (c *Client) OnSend(hook func(*Request)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hooks = append(c.hooks, hook)
}

func (c *Client) New() *Request {
	return &Request{client: c, header: make(map[string]string)}
}

func (c *Client) send(r *Request) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, hook := range c.hooks {
		hook(r)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.header) // RACE! MG003
}

func (r *Request) Set(name, value string) *Request {
	r.header[name] = value // RACE! MG003
	return r
}

func (r *Request) Send() int { return r.client.send(r) }
