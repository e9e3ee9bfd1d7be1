package api

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
	"time"

	"example.org/demo/internal/notes"
)

func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	user := strings.TrimSpace(r.FormValue("user"))
	if user == "" {
		http.Error(w, "who?", http.StatusBadRequest)
		return
	}
	token := s.opts.Sessions.Create(user, time.Now())
	s.opts.Metrics.Inc("logins")
	http.SetCookie(w, &http.Cookie{
		Name:     "token",
		Value:    token,
		HttpOnly: true,
		MaxAge:   int(s.opts.Config.Duration("session.ttl").Seconds()),
	})
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) logout(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie("token"); err == nil {
		s.opts.Sessions.Revoke(cookie.Value)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) listNotes(w http.ResponseWriter, r *http.Request, user string) {
	writeJSON(w, http.StatusOK, map[string]any{
		"user":  user,
		"notes": s.opts.Notes.List(user),
	})
}

func (s *Server) addNote(w http.ResponseWriter, r *http.Request, user string) {
	var n notes.Note
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&n); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.opts.Metrics.Inc("notes")
	writeJSON(w, http.StatusCreated, s.opts.Notes.Add(user, n))
}

func (s *Server) showNote(w http.ResponseWriter, r *http.Request, user string) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	key := pageKey(user, id)
	page, ok := s.opts.Pages.Get(key)
	if !ok {
		page, ok = s.opts.Pages.Fill(key, func() (string, bool) {
			n, found := s.opts.Notes.Get(user, id)
			return s.render(n), found
		})
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, page)
}

func (s *Server) deleteNote(w http.ResponseWriter, r *http.Request, user string) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil || !s.opts.Notes.Delete(user, id) {
		http.NotFound(w, r)
		return
	}
	s.opts.Pages.Drop(pageKey(user, id))
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) showMetrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	s.opts.Metrics.WriteTo(w)
	fmt.Fprintf(w, "sessions %d\nclients %d\npages %d\n",
		s.opts.Sessions.Len(), s.opts.Limiter.Clients(), s.opts.Pages.Len())
}

func (s *Server) render(n notes.Note) string {
	head := map[string]string{"title": s.titles["note"], "lang": "en"} // NORACE
	if n.Title != "" {
		head["title"] = n.Title // NORACE
	}
	return fmt.Sprintf("<!doctype html><html lang=%q><title>%s</title><p>%s</p></html>\n",
		head["lang"], html.EscapeString(head["title"]), html.EscapeString(n.Text)) // NORACE
}

func pageKey(user string, id int) string { return user + "/" + strconv.Itoa(id) }

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
