package load

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
)

// sources hashes files, each once.
type sources struct {
	sums sync.Map // by name
	// changed is set when a file is no longer what was hashed.
	changed atomic.Bool
}

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
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	ForEach(jobs, (len(names)+piece-1)/piece, func(i int) {
		buf := buffers.Get().(*[]byte)
		defer buffers.Put(buf)
		for _, name := range names[i*piece : min(len(names), (i+1)*piece)] {
			var err error
			if *buf, err = readInto((*buf)[:0], name); err != nil {
				continue
			}
			s.add(name, *buf)
			if hasDebugLine(*buf) {
				found.Store(true)
			}
		}
	})
	return found.Load()
}

// hasDebugLine looks for lines that the go command checks before it compiles. A
// colon is rarer than a slash or the end of a line.
func hasDebugLine(src []byte) bool {
	return bytes.Contains(src, []byte(":debug")) &&
		(bytes.Contains(src, []byte("\n//go:debug")) || bytes.HasPrefix(src, []byte("//go:debug")))
}

// readInto appends a file to a buffer, in half the system calls that package os
// needs.
func readInto(buf []byte, name string) ([]byte, error) {
	fd, err := retried(func() (int, error) { return syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0) })
	if err != nil {
		return buf, err
	}
	defer syscall.Close(fd)
	for {
		buf = slices.Grow(buf, 1<<14)
		n, err := retried(func() (int, error) { return syscall.Read(fd, buf[len(buf):cap(buf)]) })
		if err != nil || n <= 0 {
			return buf, err
		}
		buf = buf[:len(buf)+n]
	}
}

// retried does not give up because a signal came.
func retried(call func() (int, error)) (int, error) {
	for {
		if n, err := call(); err != syscall.EINTR {
			return n, err
		}
	}
}
