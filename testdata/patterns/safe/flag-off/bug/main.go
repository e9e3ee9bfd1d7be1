// The flag says that a goroutine writes, which nobody waits for.
package main

import "fmt"

type log struct {
	seen map[string]int
}

func (l *log) note(line string) {
	l.seen[line]++ // RACE! MG001
}

func (l *log) write(line string, background bool) {
	if background {
		go l.note(line)
		return
	}
	l.note(line)
}

func main() {
	l := &log{seen: map[string]int{}}
	l.write("start", true)
	fmt.Println(l.seen["start"]) // RACE! MG001
}
