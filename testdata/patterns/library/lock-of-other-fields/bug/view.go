// Package view shows text. All methods but Find and Has take the lock, so it is that of the marks.
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
	for name, at := range v.marks {
		if at > len(v.text) {
			delete(v.marks, name) // RACE! MG003
		}
	}
	return string(v.text)
}

// Mark names a place.
func (v *View) Mark(name string, at int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.marks[name] = at // RACE! MG003
}

// Find gives the place.
func (v *View) Find(name string) int {
	return v.marks[name] // RACE! MG003
}

// Has says whether there is one.
func (v *View) Has(name string) bool {
	_, ok := v.marks[name] // RACE! MG003
	return ok
}
