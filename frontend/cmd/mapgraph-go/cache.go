package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"mapgraph/frontend/load"
)

// graphCache keeps module graphs in a directory, by the key of everything they
// depend on. A nil cache keeps nothing.
type graphCache struct {
	dir  string
	keys map[string]string // by package ID
}

// openCache lists the packages and computes their keys. The list is nil when
// there are errors, which only the full load reports.
func (t *tool) openCache(ctx context.Context, cfg load.Config) (*graphCache, []load.Listed, error) {
	salt, err := t.salt()
	if err != nil {
		return nil, nil, err
	}
	list, err := load.List(ctx, cfg, salt)
	if err != nil {
		return nil, nil, err
	}
	c := &graphCache{dir: t.cache, keys: make(map[string]string)}
	for _, p := range list {
		c.keys[p.ID] = p.Key
	}
	return c, list, nil
}

// salt covers the program itself and the options that change a graph.
func (t *tool) salt() (string, error) {
	exe, err := os.Executable()
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

func (c *graphCache) path(id string) (string, bool) {
	if c == nil || c.keys[id] == "" {
		return "", false
	}
	key := c.keys[id]
	return filepath.Join(c.dir, key[:2], key+".mg"), true
}

// get gives the graph of a package, if it is kept.
func (c *graphCache) get(id string) ([]byte, bool) {
	path, ok := c.path(id)
	if !ok {
		return nil, false
	}
	data, err := os.ReadFile(path)
	return data, err == nil
}

// put keeps a graph. The file appears complete or not at all, so that several
// runs can share a directory.
func (c *graphCache) put(id string, data []byte) error {
	path, ok := c.path(id)
	if !ok {
		return nil
	}
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

// all gives the graphs of all packages, if every one is kept.
func (c *graphCache) all(list []load.Listed) ([][]byte, bool) {
	if len(list) == 0 {
		return nil, false
	}
	graphs := make([][]byte, len(list))
	for i, p := range list {
		data, ok := c.get(p.ID)
		if !ok {
			return nil, false
		}
		graphs[i] = data
	}
	return graphs, true
}
