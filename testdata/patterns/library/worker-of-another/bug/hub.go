// An exported method gives out an object that an unexported constructor has made, with a goroutine that works on what the
// object's maker has: users of the object come to that, too.
package hub

type Hub struct{ seen map[string]int }

func New() *Hub { return &Hub{seen: map[string]int{}} }

type Conn struct{ hub *Hub }

func newConn(h *Hub) *Conn {
	c := &Conn{hub: h}
	go c.poll()
	return c
}

func (c *Conn) poll() {
	c.hub.seen["poll"]++ // RACE! MG001
}

// Seen says how often the hub has been polled.
func (c *Conn) Seen() int {
	return c.hub.seen["poll"] // RACE! MG001
}

// Dial makes a connection.
func (h *Hub) Dial() *Conn { return newConn(h) }
