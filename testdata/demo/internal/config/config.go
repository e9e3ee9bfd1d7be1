// Package config holds the settings of the server. They are loaded before the
// server starts and only read afterwards, so they need no lock.
package config

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

// Config is a set of named values.
type Config struct{ values map[string]string }

// Default returns the settings of a server without a file.
func Default() *Config {
	c := &Config{values: make(map[string]string)}
	c.values["listen"] = "127.0.0.1:8080" // NORACE
	c.values["session.ttl"] = "30m"       // NORACE
	c.values["janitor.every"] = "1m"      // NORACE
	c.values["cache.size"] = "256"        // NORACE
	c.values["cache.ttl"] = "10s"         // NORACE
	c.values["limit.rate"] = "20"         // NORACE
	c.values["limit.burst"] = "40"        // NORACE
	return c
}

// Load reads a file of `key = value` lines over the settings.
func (c *Config) Load(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return c.parse(f)
}

func (c *Config) parse(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if _, known := c.values[key]; !ok || !known { // NORACE
			return fmt.Errorf("line %d: unknown setting %q", n, key)
		}
		c.values[key] = value // NORACE
	}
	return lines.Err()
}

// String returns a setting, or "" if there is none of that name.
func (c *Config) String(key string) string { return c.values[key] } // NORACE

// Int returns a setting as a number, 0 if it is none.
func (c *Config) Int(key string) int {
	n, err := strconv.Atoi(c.values[key]) // NORACE
	if err != nil {
		return 0
	}
	return n
}

// Duration returns a setting as a duration, a minute if it is none.
func (c *Config) Duration(key string) time.Duration {
	d, err := time.ParseDuration(c.values[key]) // NORACE
	if err != nil || d <= 0 {
		return time.Minute
	}
	return d
}
