package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"mapgraph/frontend/load"
)

// graphCache keeps module graphs in a directory, by the key of the action that
// makes them. A nil cache keeps nothing. A file is
//
//	mapgraph-entry 2 SHA256-of-the-key-and-the-rest
//	the entry, as JSON
//	the module graph
type graphCache struct {
	dir string
}

const entryMagic = "mapgraph-entry 2 "

// program is the file of this program. Without /proc it is the one that was
// started; the loader of the distribution can pass for it where that runs.
func program() (string, error) {
	exe, err := os.Executable()
	if err != nil || strings.HasPrefix(filepath.Base(exe), "ld-linux") {
		return exec.LookPath(os.Args[0])
	}
	return exe, nil
}

// salt covers the program itself and the options that change a graph.
func (t *tool) salt() (string, error) {
	exe, err := program()
	if err != nil {
		return "", err
	}
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s %s %s %v %v", hex.EncodeToString(h.Sum(nil)), runtime.Version(), os.Getenv("GOARCH"),
		t.accesses, t.noSimplify, t.runnable), nil
}

func (c *graphCache) path(key string) string {
	return filepath.Join(c.dir, key[:2], key+".entry")
}

// Get gives what is kept under a key. A damaged file is as good as none: the
// entry is made again.
func (c *graphCache) Get(key string) (*load.Entry, bool) {
	path := c.path(key)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	e, ok := decode(key, data)
	if ok {
		touch(path)
	}
	return e, ok
}

// put keeps an entry. The file appears complete or not at all, so that several
// runs can share a directory.
func (c *graphCache) put(key string, e *load.Entry) error {
	data, err := encode(key, e)
	if err != nil {
		return err
	}
	path := c.path(key)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "new-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
	}
	return err
}

func encode(key string, e *load.Entry) ([]byte, error) {
	head, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	body := append(append(head, '\n'), e.Graph...)
	return append([]byte(entryMagic+sumOf(key, body)+"\n"), body...), nil
}

func decode(key string, data []byte) (*load.Entry, bool) {
	rest, ok := bytes.CutPrefix(data, []byte(entryMagic))
	if !ok {
		return nil, false
	}
	want, body, ok := bytes.Cut(rest, []byte("\n"))
	if !ok || string(want) != sumOf(key, body) {
		return nil, false
	}
	head, graph, ok := bytes.Cut(body, []byte("\n"))
	e := new(load.Entry)
	if !ok || json.Unmarshal(head, e) != nil {
		return nil, false
	}
	e.Graph = graph
	return e, true
}

func sumOf(key string, body []byte) string {
	h := sha256.New()
	io.WriteString(h, key)
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// touch notes a use, at most once an hour: what was not used for long goes first.
func touch(path string) {
	now := time.Now()
	if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > time.Hour {
		os.Chtimes(path, now, now)
	}
}
