// Package codec encodes values by name. It starts goroutines itself and locks
// what they share, so the unlocked cache of encoders is an oversight.
package codec

import (
	"strings"
	"sync"
)

// Encoder turns a text into its encoded form.
type Encoder func(text string) string

var (
	errorsMu sync.Mutex
	failed   []string
	encoders = make(map[string]Encoder)
)

func build(name string) Encoder {
	return func(text string) string { return name + ":" + strings.ToUpper(text) }
}

// For returns the encoder with that name and makes it if there is none yet.
func For(name string) Encoder {
	enc, ok := encoders[name] // RACE! MG001
	if !ok {
		enc = build(name)
		encoders[name] = enc // RACE! MG001
	}
	return enc
}

// EncodeAll encodes all texts at the same time.
func EncodeAll(name string, texts []string) []string {
	out := make([]string, len(texts))
	var wg sync.WaitGroup
	for i, text := range texts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out[i] = For(name)(text)
			if out[i] == "" {
				fail(text)
			}
		}()
	}
	wg.Wait()
	return out
}

func fail(text string) {
	errorsMu.Lock()
	defer errorsMu.Unlock()
	failed = append(failed, text)
}
