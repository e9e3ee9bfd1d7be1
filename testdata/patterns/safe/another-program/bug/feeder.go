// Package feeder hands words to whatever a program keeps them in.
package feeder

import "sync"

type Sink interface{ Put(word string) }

type Feeder struct{ To Sink }

// Both hands over two words at once.
func (f *Feeder) Both() {
	var wg sync.WaitGroup
	wg.Add(2)
	for _, word := range []string{"a", "b"} {
		go func() {
			defer wg.Done()
			f.To.Put(word)
		}()
	}
	wg.Wait()
}

// One hands over one after the other.
func (f *Feeder) One() {
	f.To.Put("a")
	f.To.Put("b")
}
