// Package journal counts entries. The type shows no sign of concurrency, but the
// tests use one journal from several goroutines.
package journal

// Journal counts entries by topic.
type Journal struct{ entries map[string]int }

// New returns an empty journal.
func New() *Journal { return &Journal{entries: make(map[string]int)} }

// Add counts one entry.
func (j *Journal) Add(topic string) {
	j.entries[topic]++ // RACE! MG001
}
