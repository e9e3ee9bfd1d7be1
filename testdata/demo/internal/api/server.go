// Package api answers the HTTP requests of the demo.
package api

import (
	"net"
	"net/http"
	"time"

	"example.org/demo/internal/cache"
	"example.org/demo/internal/config"
	"example.org/demo/internal/limit"
	"example.org/demo/internal/metrics"
	"example.org/demo/internal/notes"
	"example.org/demo/internal/session"
)

// Options are the parts that a server is made of.
type Options struct {
	Config   *config.Config
	Sessions *session.Store
	Notes    *notes.Store
	Pages    *cache.Cache[string, string] // rendered notes by user and number
	Limiter  *limit.Limiter
	Metrics  *metrics.Set
}

// Server has a handler for each route.
type Server struct {
	opts   Options
	titles map[string]string // of pages, by route; complete before it serves
}

// NewServer returns a server of these parts.
func NewServer(opts Options) *Server {
	s := &Server{opts: opts, titles: make(map[string]string)}
	s.titles["note"] = "A note"       // NORACE
	s.titles["error"] = "Not so fast" // NORACE
	return s
}

// Handler returns the routes behind limiter and counters.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /login", s.login)
	mux.HandleFunc("POST /logout", s.logout)
	mux.Handle("GET /notes", s.signedIn(s.listNotes))
	mux.Handle("POST /notes", s.signedIn(s.addNote))
	mux.Handle("GET /notes/{id}", s.signedIn(s.showNote))
	mux.Handle("DELETE /notes/{id}", s.signedIn(s.deleteNote))
	mux.HandleFunc("GET /metrics", s.showMetrics)
	mux.HandleFunc("GET /hits", s.showHits)
	return s.counted(s.limited(mux))
}

// recorder remembers the status code of an answer.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (s *Server) counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.opts.Metrics.Inc("requests")
		countHit(r.URL.Path)
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		s.opts.Metrics.Answered(rec.status)
	})
}

func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		client, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			client = r.RemoteAddr
		}
		if !s.opts.Limiter.Allow(client, time.Now()) {
			s.opts.Metrics.Inc("refused")
			http.Error(w, s.titles["error"], http.StatusTooManyRequests) // NORACE
			return
		}
		next.ServeHTTP(w, r)
	})
}

// userHandler is a handler for a user who is signed in.
type userHandler func(w http.ResponseWriter, r *http.Request, user string)

func (s *Server) signedIn(next userHandler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie("token")
		if err != nil {
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		user, ok := s.opts.Sessions.Get(cookie.Value, time.Now())
		if !ok {
			http.Error(w, "session is over", http.StatusUnauthorized)
			return
		}
		next(w, r, user)
	})
}
