package client

import (
	"net/http"
	"net/http/httptest"
)

// Mock is a server that counts what it is asked.
type Mock struct {
	server *httptest.Server
	calls  map[string]int
}

func (m *Mock) handle(_ http.ResponseWriter, r *http.Request) {
	m.calls[r.URL.Path]++ // RACE! MG001
}

// NewMock serves whoever asks, any number of clients at once.
func NewMock() *Mock {
	m := &Mock{calls: map[string]int{}}
	m.server = httptest.NewServer(http.HandlerFunc(m.handle))
	return m
}
