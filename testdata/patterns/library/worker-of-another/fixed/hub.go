// An exported method gives out an object that an unexported constructor has made, with a goroutine that works on what the
// object's maker has: users of the object come to that, too.
package hub

import "sync"

type Hub struct {
	mu   sync.Mutex
	seen map[string]int
}

func New() *Hub { return &Hub{seen: map[string]int{}} }

type Conn struct{ hub *Hub }

func newConn(h *Hub) *Conn {
	c := &Conn{hub: h}
	go c.poll()
	return c
}

func (c *Conn) poll() {
	c.hub.mu.Lock()
	c.hub.seen["poll"]++ // NORACE
	c.hub.mu.Unlock()
}

// Seen says how often the hub has been polled.
func (c *Conn) Seen() int {
	c.hub.mu.Lock()
	defer c.hub.mu.Unlock()
	return c.hub.seen["poll"] // NORACE
}

// Dial makes a connection.
func (h *Hub) Dial() *Conn { return newConn(h) }
