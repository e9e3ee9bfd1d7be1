// Package client asks a server.
package client

import "net/http"

// Client asks one server.
type Client struct{ url string }

// New makes a client of the server.
func New(url string) *Client { return &Client{url: url} }

// Do sends one request and waits for the answer.
func (c *Client) Do(method string) error {
	answer, err := http.Get(c.url + "/" + method)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}
