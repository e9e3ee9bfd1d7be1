package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.org/demo/internal/cache"
	"example.org/demo/internal/config"
	"example.org/demo/internal/limit"
	"example.org/demo/internal/metrics"
	"example.org/demo/internal/notes"
	"example.org/demo/internal/session"
)

func newTestHandler() http.Handler {
	return NewServer(Options{
		Config:   config.Default(),
		Sessions: session.NewStore(time.Hour),
		Notes:    notes.NewStore(),
		Pages:    cache.New[string, string](8, time.Minute),
		Limiter:  limit.New(1, 6),
		Metrics:  metrics.New("requests", "refused", "logins", "notes"),
	}).Handler()
}

func ask(h http.Handler, method, path, body string, cookies ...*http.Cookie) *http.Response {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if strings.HasPrefix(body, "user=") {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestWriteAndReadANote(t *testing.T) {
	h := newTestHandler()
	if got := ask(h, "GET", "/notes", "").StatusCode; got != http.StatusUnauthorized {
		t.Errorf("without a session: %d", got)
	}
	cookies := ask(h, "POST", "/login", "user=ada").Cookies()
	if len(cookies) != 1 {
		t.Fatalf("got %d cookies", len(cookies))
	}
	for _, step := range []struct {
		method, path, body string
		want               int
	}{
		{"POST", "/notes", `{"title":"First","text":"a < b"}`, http.StatusCreated},
		{"GET", "/notes/1", "", http.StatusOK},
		{"DELETE", "/notes/1", "", http.StatusNoContent},
		{"GET", "/notes/1", "", http.StatusNotFound},
		{"GET", "/notes", "", http.StatusTooManyRequests},
	} {
		if got := ask(h, step.method, step.path, step.body, cookies...).StatusCode; got != step.want {
			t.Errorf("%s %s: %d, want %d", step.method, step.path, got, step.want)
		}
	}
}
