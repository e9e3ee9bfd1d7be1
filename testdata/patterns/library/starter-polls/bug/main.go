// Package engine polls for connections. Start leaves behind a goroutine that
// polls as long as the engine runs, and Count looks beside it.
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
		e.conns[id] = name // RACE! MG001
	}
	for id := range e.conns {
		delete(e.conns, id) // RACE! MG001
	}
}

// Count returns the number of connections.
func (e *Engine) Count() int {
	return len(e.conns) // RACE! MG001
}
