package client

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

type mock struct {
	server *httptest.Server
	calls  map[string]int
}

func (m *mock) handle(_ http.ResponseWriter, r *http.Request) {
	m.calls[r.URL.Path]++ // NORACE
}

// The mock counts without a lock, since the client waits before it asks again.
func newMock() *mock {
	m := &mock{calls: map[string]int{}}
	m.server = httptest.NewServer(http.HandlerFunc(m.handle))
	return m
}

func TestDo(t *testing.T) {
	m := newMock()
	defer m.server.Close()
	c := New(m.server.URL)
	answers := make(chan error)
	for _, method := range []string{"me", "send"} {
		go func() { answers <- c.Do(method) }()
		if err := <-answers; err != nil {
			t.Fatal(err)
		}
	}
}
