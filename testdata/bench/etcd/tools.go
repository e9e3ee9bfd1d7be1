//go:build tools

// Package bench only names the packages that are analysed.
package bench

import (
	_ "go.etcd.io/etcd/server/v3"
)
