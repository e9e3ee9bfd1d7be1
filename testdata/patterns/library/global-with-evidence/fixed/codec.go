// Package codec encodes values by name. It starts goroutines itself and locks
// what they share, the cache of encoders included.
package codec

import (
	"strings"
	"sync"
)

// Encoder turns a text into its encoded form.
type Encoder func(text string) string

var (
	mu       sync.Mutex
	failed   []string
	encoders = make(map[string]Encoder)
)

func build(name string) Encoder {
	return func(text string) string { return name + ":" + strings.ToUpper(text) }
}

// For returns the encoder with that name and makes it if there is none yet.
func For(name string) Encoder {
	mu.Lock()
	defer mu.Unlock()
	enc, ok := encoders[name] // NORACE
	if !ok {
		enc = build(name)
		encoders[name] = enc // NORACE
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
	mu.Lock()
	defer mu.Unlock()
	failed = append(failed, text)
}
