//go:build tools

// Package bench only names the packages that are analysed.
package bench

import (
	_ "github.com/prometheus/prometheus/cmd/prometheus"
)
