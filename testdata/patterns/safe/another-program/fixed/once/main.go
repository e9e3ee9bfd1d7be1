// Command once hands its words over one after the other. Its sink is not in the
// program that hands over two at once.
package main

import feeder "example.org/patterns/safe/another-program/fixed"

type plain struct{ seen map[string]bool }

func (p *plain) Put(word string) {
	p.seen[word] = true // NORACE
}

func main() {
	f := &feeder.Feeder{To: &plain{seen: map[string]bool{}}}
	f.One()
}
