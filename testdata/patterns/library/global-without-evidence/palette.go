// Package palette maps names to colours. Its map is changed by an exported
// function, but nothing here tells of concurrency: possible at most, which is
// not shown by default.
package palette

var colours = map[string]uint32{
	"black": 0x000000,
	"white": 0xffffff,
}

// Set defines a colour.
func Set(name string, rgb uint32) {
	colours[name] = rgb // NORACE
}

// Get returns a colour and whether it is defined.
func Get(name string) (uint32, bool) {
	rgb, ok := colours[name] // NORACE
	return rgb, ok
}

// Forget removes a colour.
func Forget(name string) {
	delete(colours, name) // NORACE
}
