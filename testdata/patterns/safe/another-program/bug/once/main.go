// Command once hands its words over at once, but keeps them without a lock.
package main

import feeder "example.org/patterns/safe/another-program/bug"

type plain struct{ seen map[string]bool }

func (p *plain) Put(word string) {
	p.seen[word] = true // RACE! MG001
}

func main() {
	f := &feeder.Feeder{To: &plain{seen: map[string]bool{}}}
	f.Both()
}
