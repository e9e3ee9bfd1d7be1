// Package hits counts the pages that are asked for; it is not meant for
// concurrent use.
package hits

// Hits is how often each page was asked for.
type Hits map[string]int

// Add counts one request.
func (h Hits) Add(page string) {
	h[page]++ // NORACE
}
