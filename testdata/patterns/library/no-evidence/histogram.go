// Package histogram counts values. Nothing in it tells of concurrent callers, so
// it is for one goroutine like most types, and no report may be made.
package histogram

// Histogram counts values by bucket.
type Histogram struct {
	width   int
	buckets map[int]int
}

// New returns a histogram with buckets of the given width.
func New(width int) *Histogram {
	return &Histogram{width: width, buckets: make(map[int]int)}
}

// Add counts one value.
func (h *Histogram) Add(value int) {
	h.buckets[value/h.width]++ // NORACE
}

// Fullest returns the bucket with most values.
func (h *Histogram) Fullest() (bucket int) {
	for b, n := range h.buckets { // NORACE
		if n > h.buckets[bucket] { // NORACE
			bucket = b
		}
	}
	return bucket
}

// Reset forgets all values.
func (h *Histogram) Reset() {
	clear(h.buckets) // NORACE
}
