// Package limit slows down clients that ask too often.
package limit

import (
	"hash/maphash"
	"sync"
	"time"
)

const shards = 16

// Limiter is a token bucket for each client. The buckets lie in shards with a
// lock each, since every request comes through here.
type Limiter struct {
	rate, burst float64
	seed        maphash.Seed
	shards      [shards]shard
}

type shard struct {
	mu      sync.Mutex
	buckets map[string]*bucket
}

type bucket struct {
	tokens float64
	last   time.Time
}

// New returns a limiter for rate requests a second and bursts of burst.
func New(rate, burst int) *Limiter {
	l := &Limiter{rate: float64(rate), burst: float64(burst), seed: maphash.MakeSeed()}
	for i := range l.shards {
		l.shards[i].buckets = make(map[string]*bucket)
	}
	return l
}

func (l *Limiter) shard(client string) *shard {
	return &l.shards[maphash.String(l.seed, client)%shards]
}

// Allow tells whether the client may ask now, and counts the request if so.
func (l *Limiter) Allow(client string, now time.Time) bool {
	s := l.shard(client)
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[client] // NORACE
	if !ok {
		b = &bucket{tokens: l.burst, last: now}
		s.buckets[client] = b // NORACE
	}
	b.tokens = min(l.burst, b.tokens+now.Sub(b.last).Seconds()*l.rate)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// Clients returns the number of clients seen.
func (l *Limiter) Clients() (n int) {
	for i := range l.shards {
		s := &l.shards[i]
		s.mu.Lock()
		n += len(s.buckets) // NORACE
		s.mu.Unlock()
	}
	return n
}
