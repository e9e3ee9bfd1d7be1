// Package request has a client that several goroutines share, with a lock for
// its hooks, and requests that belong to who makes them. That a hook looks at a
// request under the client's read lock says nothing about requests.
package request

import "sync"

type Client struct {
	mu    sync.RWMutex
	hooks []func(*Request)
}

type Request struct {
	client *Client
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
	return len(r.header) // NORACE
}

func (r *Request) Set(name, value string) *Request {
	r.header[name] = value // NORACE
	return r
}

func (r *Request) Send() int { return r.client.send(r) }
