package cache

import (
	"testing"
	"time"
)

// The test goes on when it has given up.
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
		t.Error("not filled in time")
	}
	if c["ada"] != 3 { // RACE! MG001
		t.Error(len(c)) // RACE! MG001
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
		t.Error("not filled in time")
	}
	return c
}

func TestFilled(t *testing.T) {
	if c := fill(t); c["ada"] != 3 { // RACE! MG001
		t.Error("ada is missing")
	}
}
