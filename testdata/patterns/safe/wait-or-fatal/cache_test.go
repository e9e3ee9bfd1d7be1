package cache

import (
	"testing"
	"time"
)

// Whoever goes on has waited: a test that gives up ends there.
func TestFill(t *testing.T) {
	c := Cache{}
	done := make(chan bool)
	go func() {
		c.Fill("ada", "grace")
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("not filled in time")
	}
	if c["ada"] != 3 { // NORACE
		t.Error(len(c)) // NORACE
	}
}

// So does one that is known by its interface only.
func fill(t testing.TB) Cache {
	c := Cache{}
	done := make(chan bool)
	go func() {
		c.Fill("ada", "grace")
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("not filled in time")
	}
	return c
}

func TestFilled(t *testing.T) {
	if c := fill(t); c["ada"] != 3 { // NORACE
		t.Error("ada is missing")
	}
}
