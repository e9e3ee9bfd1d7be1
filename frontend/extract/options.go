package extract

// Options select what a module graph contains.
type Options struct {
	Simplify  bool // substitute variables that are always equal
	Variables bool // loads and stores of shared variables count as accesses
}
