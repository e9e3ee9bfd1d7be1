// Package stock counts articles; it is not meant for concurrent use.
package stock

// Stock is how many there are of each article.
type Stock struct{ left map[string]int }

// New returns an empty stock.
func New() *Stock { return &Stock{left: make(map[string]int)} }

// Add puts n articles into the stock.
func (s *Stock) Add(article string, n int) {
	s.left[article] += n // RACE! MG001
}

// Left tells how many articles are left.
func (s *Stock) Left(article string) int {
	return s.left[article] // RACE! MG001
}
