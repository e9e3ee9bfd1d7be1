// Package files serves files. The default of an option is a package-level map,
// which is copied before a server writes into its own.
package files

import "sync"

// Suffixes are used where a server has none of its own.
var Suffixes = map[string]string{"gzip": ".gz", "br": ".br"}

// Server serves the files of a folder.
type Server struct {
	Root     string
	Suffix   string
	Suffixes map[string]string

	once sync.Once
	open func(name, encoding string) string
}

// Handler returns what opens files; the server is set up at the first call.
func (s *Server) Handler() func(name, encoding string) string {
	s.once.Do(s.setUp)
	return s.open
}

func (s *Server) setUp() {
	suffixes := s.Suffixes
	if len(suffixes) == 0 {
		suffixes = make(map[string]string, len(Suffixes))
		for encoding, suffix := range Suffixes { // NORACE
			suffixes[encoding] = suffix
		}
	}
	if s.Suffix != "" {
		suffixes["gzip"] = s.Suffix // NORACE
	}
	s.open = func(name, encoding string) string {
		return s.Root + name + suffixes[encoding]
	}
}

// Serve returns a handler for a folder.
func Serve(root, suffix string) func(name, encoding string) string {
	s := &Server{Root: root, Suffix: suffix}
	return s.Handler()
}
