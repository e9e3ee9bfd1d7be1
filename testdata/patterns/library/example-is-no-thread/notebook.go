// Package notebook is a library without evidence of concurrency. The example
// beside it is a program of its own with a notebook of its own.
//
// ARGS: ./...
package notebook

// Notebook holds notes by title.
type Notebook struct{ notes map[string]string }

// New returns an empty notebook.
func New() *Notebook { return &Notebook{notes: make(map[string]string)} }

// Write adds or replaces a note.
func (n *Notebook) Write(title, text string) {
	n.notes[title] = text // NORACE
}

// Read returns a note.
func (n *Notebook) Read(title string) string {
	return n.notes[title] // NORACE
}
