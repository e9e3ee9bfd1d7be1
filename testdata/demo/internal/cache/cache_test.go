package cache

import (
	"testing"
	"time"
)

func TestEntriesExpireAndMakeRoom(t *testing.T) {
	clock := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	c := New[string, int](2, time.Second)
	c.now = func() time.Time { return clock }

	give := func(n int) func() (int, bool) { return func() (int, bool) { return n, true } }
	c.Fill("one", give(1))
	clock = clock.Add(500 * time.Millisecond)
	c.Fill("two", give(2))
	c.Fill("three", give(3))
	if _, ok := c.Get("one"); ok {
		t.Error("the entry that expires next is still there")
	}
	if n, ok := c.Get("two"); !ok || n != 2 {
		t.Errorf("got %d, %v", n, ok)
	}
	clock = clock.Add(2 * time.Second)
	if _, ok := c.Get("three"); ok {
		t.Error("the entry did not expire")
	}
	c.Drop("three")
	if c.Len() != 1 {
		t.Errorf("%d entries", c.Len())
	}
}
