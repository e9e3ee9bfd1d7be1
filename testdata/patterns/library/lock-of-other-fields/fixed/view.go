// Package view shows text. Write may come from anywhere and takes the lock of the text, which Draw needs, too; all else is
// for the loop that draws. That Draw comes to the marks under that lock says nothing of the methods that do without.
package view

import "sync"

// View is a text with marks.
type View struct {
	mu    sync.Mutex
	text  []byte
	marks map[string]int
}

// New makes one.
func New() *View { return &View{marks: map[string]int{}} }

// Write adds text.
func (v *View) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.text = append(v.text, p...)
	return len(p), nil
}

// Draw removes marks behind the end and gives what is to be shown.
func (v *View) Draw() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	for name, at := range v.marks { // NORACE
		if at > len(v.text) {
			delete(v.marks, name) // NORACE
		}
	}
	return string(v.text)
}

// Mark names a place.
func (v *View) Mark(name string, at int) {
	v.marks[name] = at // NORACE
}

// Find gives the place.
func (v *View) Find(name string) int {
	return v.marks[name] // NORACE
}
