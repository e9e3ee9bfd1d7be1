//go:build tools

// Package bench only names the packages that are analysed.
package bench

import (
	_ "k8s.io/client-go/kubernetes"
)
