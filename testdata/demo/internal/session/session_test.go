package session

import (
	"testing"
	"time"
)

func TestSessionEnds(t *testing.T) {
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	store := NewStore(time.Hour)
	token := store.Create("ada", start)
	if user, ok := store.Get(token, start.Add(time.Minute)); !ok || user != "ada" {
		t.Errorf("got %q, %v", user, ok)
	}
	if _, ok := store.Get(token, start.Add(2*time.Hour)); ok {
		t.Error("the session did not end")
	}
	store.Revoke(token)
	if n := store.Len(); n != 0 {
		t.Errorf("%d sessions are left", n)
	}
}

func TestJanitorSweeps(t *testing.T) {
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	store := NewStore(time.Hour)
	store.Create("ada", start)
	store.Create("bob", start.Add(time.Hour))
	janitor := NewJanitor(store, time.Minute)
	janitor.sweep(start.Add(90 * time.Minute))
	if n := store.Len(); n != 1 {
		t.Errorf("%d sessions are left", n)
	}
	if n := janitor.Removed()["ada"]; n != 1 {
		t.Errorf("%d sessions of ada were removed", n)
	}
}
