// The flag says that the caller itself writes.
package main

import "fmt"

type log struct {
	seen map[string]int
}

func (l *log) note(line string) {
	l.seen[line]++ // NORACE
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
	l.write("start", false)
	fmt.Println(l.seen["start"]) // NORACE
}
