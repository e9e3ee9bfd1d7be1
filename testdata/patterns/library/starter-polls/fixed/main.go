// Package engine polls for connections. Start leaves behind a goroutine that
// polls as long as the engine runs; nobody starts an engine twice.
package engine

// Engine owns its connections.
type Engine struct {
	conns map[int]string
	poll  func() (int, string)
}

// New makes an engine that asks poll for what is new.
func New(poll func() (int, string)) *Engine {
	return &Engine{conns: make(map[int]string), poll: poll}
}

// Start begins to poll.
func (e *Engine) Start() { go e.run() }

func (e *Engine) run() {
	for {
		id, name := e.poll()
		if name == "" {
			break
		}
		e.conns[id] = name // NORACE
	}
	for id := range e.conns { // NORACE
		delete(e.conns, id) // NORACE
	}
}
