package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"sync"
	"sync/atomic"
)

// sources hashes files, each once.
type sources struct {
	sums sync.Map // by name
	// changed is set when a file is no longer what was hashed.
	changed atomic.Bool
}

// debugLine begins a line that the go command looks at before it compiles.
var debugLine = []byte("\n//go:debug")

// sum gives the hash of a file.
func (s *sources) sum(name string) (string, error) {
	if sum, ok := s.sums.Load(name); ok {
		return sum.(string), nil
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return s.add(name, src), nil
}

func (s *sources) add(name string, src []byte) string {
	raw := sha256.Sum256(src)
	sum := hex.EncodeToString(raw[:])
	s.sums.Store(name, sum)
	return sum
}

// compare notes when a file that was hashed reads otherwise now.
func (s *sources) compare(name string, src []byte) {
	raw := sha256.Sum256(src)
	if sum, ok := s.sums.Load(name); ok && sum.(string) != hex.EncodeToString(raw[:]) {
		s.changed.Store(true)
	}
}

// read hashes the Go files of all packages, jobs at a time, and tells whether
// one of them has a //go:debug line. What cannot be read is left to who needs it.
func (s *sources) read(jobs int, all []*listed) (debug bool) {
	var names []string
	seen := make(map[string]bool)
	for _, p := range all {
		for _, name := range p.inputs() {
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	const piece = 64
	var found atomic.Bool
	ForEach(jobs, (len(names)+piece-1)/piece, func(i int) {
		var buf bytes.Buffer
		for _, name := range names[i*piece : min(len(names), (i+1)*piece)] {
			buf.Reset()
			if readInto(&buf, name) != nil {
				continue
			}
			src := buf.Bytes()
			s.add(name, src)
			if bytes.Contains(src, debugLine) || bytes.HasPrefix(src, debugLine[1:]) {
				found.Store(true)
			}
		}
	})
	return found.Load()
}

func readInto(buf *bytes.Buffer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = buf.ReadFrom(f)
	return err
}
